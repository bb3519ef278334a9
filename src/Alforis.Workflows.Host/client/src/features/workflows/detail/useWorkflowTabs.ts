import { useMay } from '@/features/auth/session';
import { oneOf } from '@/shared/useFilters';

export const workflowTabs = ['details', 'executions', 'statistics'] as const;
export type WorkflowTab = (typeof workflowTabs)[number];

const permissions: Partial<Record<WorkflowTab, string>> = { executions: 'executions:read', statistics: 'statistics:read' };

/** The tabs that the user may open, and the one that the address names, whether it may be opened or not. */
export function useWorkflowTabs(named: string) {
  const may = useMay();
  const open = workflowTabs.filter((tab) => !permissions[tab] || may(permissions[tab]));
  const wanted = oneOf(named, workflowTabs, 'details');
  return { open, wanted, isClosed: !open.includes(wanted) };
}
