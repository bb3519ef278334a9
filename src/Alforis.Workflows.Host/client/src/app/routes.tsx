import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import { matchPath } from 'react-router';
import { loadPageTexts } from '@/shared/i18n';

type Route = { path: string; Page: LazyExoticComponent<ComponentType>; load: () => Promise<unknown> };

function route<Name extends string>(path: string, load: () => Promise<Record<Name, ComponentType>>, name: Name): Route {
  return { path, load, Page: lazy(async () => ({ default: (await load())[name] })) };
}

/** A page whose texts are not those of the first view. */
function further<Name extends string>(path: string, load: () => Promise<Record<Name, ComponentType>>, name: Name): Route {
  return route(path, async () => (await Promise.all([load(), loadPageTexts()]))[0], name);
}

/** Shown without the frame. */
export const outside: Route[] = [route('/login', () => import('@/features/auth/LoginPage'), 'LoginPage')];

/** Shown in the frame, to whoever is signed in. */
export const inside: Route[] = [
  route('/workflows', () => import('@/features/workflows/WorkflowsPage'), 'WorkflowsPage'),
  further('/workflows/:id', () => import('@/features/workflows/detail/WorkflowPage'), 'WorkflowPage'),
  further('/workflows/:id/executions/:eid', () => import('@/features/executions/ExecutionPage'), 'ExecutionPage'),
  further('/executions', () => import('@/features/executions/ExecutionsPage'), 'ExecutionsPage'),
  further('/attention', () => import('@/features/attention/AttentionPage'), 'AttentionPage'),
  further('/tasks', () => import('@/features/tasks/TasksPage'), 'TasksPage'),
  further('/organisations', () => import('@/features/organisations/OrganisationsPage'), 'OrganisationsPage'),
  further('/organisations/:id', () => import('@/features/organisations/OrganisationPage'), 'OrganisationPage'),
  further('/deals', () => import('@/features/deals/DealsPage'), 'DealsPage'),
  further('/deals/:id', () => import('@/features/deals/DealPage'), 'DealPage'),
  further('/settings/:section?', () => import('@/features/settings/SettingsPage'), 'SettingsPage'),
  further('/design', () => import('@/features/design/DesignPage'), 'DesignPage'),
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
