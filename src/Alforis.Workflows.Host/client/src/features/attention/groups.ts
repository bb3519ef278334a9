import { type CauseKind, causeOf } from '@/features/executions/causes';
import type { Execution } from '@/features/executions/queries';

/** Failures of one workflow that look alike. The newest is first. */
export type FailureGroup = { key: string; workflowId: number; workflowName: string; cause: CauseKind; executions: Execution[] };

/** Groups failures by workflow and likely cause; the group with the newest failure is first. What is not known is told apart by what it says. */
export function groupFailures(executions: Execution[]): FailureGroup[] {
  const groups = new Map<string, FailureGroup>();
  for (const execution of executions) {
    const cause = causeOf(execution.error);
    const key = [execution.workflow_id, cause, cause === 'unknown' ? alike(execution.error ?? '') : ''].join(' ');
    const group = groups.get(key);
    if (group) group.executions.push(execution);
    else {
      const workflowName = execution.workflow_name ?? `#${execution.workflow_id}`;
      groups.set(key, { key, workflowId: execution.workflow_id, workflowName, cause, executions: [execution] });
    }
  }
  return [...groups.values()];
}

/** An error without what differs from one execution to the next. */
function alike(error: string) {
  return error.replace(/"[^"]*"|'[^']*'|«[^»]*»/g, '…').replace(/\d+/g, '#');
}
