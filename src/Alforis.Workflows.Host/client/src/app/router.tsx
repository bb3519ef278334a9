import { createBrowserRouter, Navigate } from 'react-router';
import { MissingPage, PageFailure } from './MissingPage';
import { Shell } from './shell/Shell';

export const router = createBrowserRouter([
  {
    path: '/login',
    errorElement: <PageFailure />,
    lazy: async () => ({ Component: (await import('@/features/auth/LoginPage')).LoginPage }),
  },
  {
    element: <Shell />,
    errorElement: <PageFailure />,
    children: [
      { index: true, element: <Navigate to="/workflows" replace /> },
      { path: 'workflows', lazy: async () => ({ Component: (await import('@/features/workflows/WorkflowsPage')).WorkflowsPage }) },
      { path: 'workflows/:id', lazy: async () => ({ Component: (await import('@/features/workflows/detail/WorkflowPage')).WorkflowPage }) },
      {
        path: 'workflows/:id/executions/:eid',
        lazy: async () => ({ Component: (await import('@/features/executions/ExecutionPage')).ExecutionPage }),
      },
      { path: 'executions', lazy: async () => ({ Component: (await import('@/features/executions/ExecutionsPage')).ExecutionsPage }) },
      { path: 'attention', lazy: async () => ({ Component: (await import('@/features/attention/AttentionPage')).AttentionPage }) },
      { path: 'tasks', lazy: async () => ({ Component: (await import('@/features/tasks/TasksPage')).TasksPage }) },
      {
        path: 'organisations',
        lazy: async () => ({ Component: (await import('@/features/organisations/OrganisationsPage')).OrganisationsPage }),
      },
      {
        path: 'organisations/:id',
        lazy: async () => ({ Component: (await import('@/features/organisations/OrganisationPage')).OrganisationPage }),
      },
      { path: 'deals', lazy: async () => ({ Component: (await import('@/features/deals/DealsPage')).DealsPage }) },
      { path: 'deals/:id', lazy: async () => ({ Component: (await import('@/features/deals/DealPage')).DealPage }) },
      { path: 'settings/:section?', lazy: async () => ({ Component: (await import('@/features/settings/SettingsPage')).SettingsPage }) },
      { path: 'design', lazy: async () => ({ Component: (await import('@/features/design/DesignPage')).DesignPage }) },
      { path: '*', element: <MissingPage /> },
    ],
  },
]);
