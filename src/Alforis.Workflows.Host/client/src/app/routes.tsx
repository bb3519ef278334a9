import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import { matchPath } from 'react-router';

type Route = { path: string; Page: LazyExoticComponent<ComponentType>; load: () => Promise<unknown> };

function route<Name extends string>(path: string, load: () => Promise<Record<Name, ComponentType>>, name: Name): Route {
  return { path, load, Page: lazy(async () => ({ default: (await load())[name] })) };
}

/** Shown without the frame. */
export const outside: Route[] = [route('/login', () => import('@/features/auth/LoginPage'), 'LoginPage')];

/** Shown in the frame, to whoever is signed in. */
export const inside: Route[] = [
  route('/workflows', () => import('@/features/workflows/WorkflowsPage'), 'WorkflowsPage'),
  route('/workflows/:id', () => import('@/features/workflows/detail/WorkflowPage'), 'WorkflowPage'),
  route('/workflows/:id/executions/:eid', () => import('@/features/executions/ExecutionPage'), 'ExecutionPage'),
  route('/executions', () => import('@/features/executions/ExecutionsPage'), 'ExecutionsPage'),
  route('/attention', () => import('@/features/attention/AttentionPage'), 'AttentionPage'),
  route('/tasks', () => import('@/features/tasks/TasksPage'), 'TasksPage'),
  route('/organisations', () => import('@/features/organisations/OrganisationsPage'), 'OrganisationsPage'),
  route('/organisations/:id', () => import('@/features/organisations/OrganisationPage'), 'OrganisationPage'),
  route('/deals', () => import('@/features/deals/DealsPage'), 'DealsPage'),
  route('/deals/:id', () => import('@/features/deals/DealPage'), 'DealPage'),
  route('/settings/:section?', () => import('@/features/settings/SettingsPage'), 'SettingsPage'),
  route('/design', () => import('@/features/design/DesignPage'), 'DesignPage'),
];

/** Begins to load the page of an address, so that it is there when the frame is. */
export function preload(address: string) {
  const path = address === '/' ? '/workflows' : address;
  // Should it fail: whoever shows the page asks again, and says so.
  [...outside, ...inside]
    .find((r) => matchPath(r.path, path))
    ?.load()
    .catch(() => {});
}
