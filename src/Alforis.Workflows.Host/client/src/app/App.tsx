import { QueryClientProvider } from '@tanstack/react-query';
import { Tooltip } from 'radix-ui';
import { Suspense } from 'react';
import { BrowserRouter, Navigate, Outlet, Route, Routes } from 'react-router';
import { Toasts } from '@/shared/ui/toast';
import { ConnectionBanner } from './ConnectionBanner';
import { MissingPage } from './MissingPage';
import { PageBoundary } from './PageBoundary';
import { queries } from './queries';
import { inside, outside } from './routes';
import { Shell } from './shell/Shell';

export function App() {
  return (
    <QueryClientProvider client={queries}>
      <Tooltip.Provider>
        <BrowserRouter>
          <PageBoundary>
            <Routes>
              <Route element={<Frameless />}>
                {outside.map(({ path, Page }) => (
                  <Route key={path} path={path} element={<Page />} />
                ))}
              </Route>
              <Route element={<Shell />}>
                <Route index element={<Navigate to="/workflows" replace />} />
                {inside.map(({ path, Page }) => (
                  <Route key={path} path={path} element={<Page />} />
                ))}
                <Route path="*" element={<MissingPage />} />
              </Route>
            </Routes>
          </PageBoundary>
        </BrowserRouter>
        <Toasts />
        <ConnectionBanner />
      </Tooltip.Provider>
    </QueryClientProvider>
  );
}

function Frameless() {
  return (
    <PageBoundary>
      <Suspense>
        <Outlet />
      </Suspense>
    </PageBoundary>
  );
}
