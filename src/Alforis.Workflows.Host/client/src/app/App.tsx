import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { Tooltip } from 'radix-ui';
import { RouterProvider } from 'react-router';
import { Toaster } from 'sonner';
import { ApiProblem } from '@/shared/api/problem';
import { useTheme } from '@/shared/theme/useTheme';
import { router } from './router';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // What the server refuses it refuses again; only a server that is away is worth another try.
      retry: (count, error) => count < 2 && !(error instanceof ApiProblem && error.status < 500),
    },
  },
});

export function App() {
  return (
    <QueryClientProvider client={queries}>
      <Tooltip.Provider>
        <RouterProvider router={router} />
        <Toasts />
      </Tooltip.Provider>
    </QueryClientProvider>
  );
}

function Toasts() {
  const { isDark } = useTheme();
  return <Toaster position="bottom-right" theme={isDark ? 'dark' : 'light'} closeButton richColors />;
}
