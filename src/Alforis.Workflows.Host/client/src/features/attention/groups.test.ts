import { describe, expect, it } from 'vitest';
import type { Execution } from '@/features/executions/queries';
import { groupFailures } from './groups';

const failure = (id: number, workflow_id: number, error: string): Execution => ({
  id,
  workflow_id,
  error,
  workflow_name: `Workflow ${workflow_id}`,
  workflow_version: 1,
  created_at: '2026-01-01T00:00:00Z',
  trigger_type: 'deal_created',
  entity_type: 'deal',
  entity_id: id,
  entity_name: null,
  status: 'failed',
  duration_ms: 1,
});

describe('groupFailures', () => {
  it('puts failures of one workflow with one cause together, the newest group first', () => {
    const groups = groupFailures([
      failure(9, 2, 'suivi (create_task): The task cannot be assigned. There is no user 7.'),
      failure(8, 1, 'suivi (create_task): The task cannot be assigned. There is no user 5.'),
      failure(7, 2, 'suivi (create_task): The task cannot be assigned. There is no user 12.'),
    ]);
    expect(groups.map((g) => [g.workflowId, g.cause, g.executions.map((e) => e.id)])).toEqual([
      [2, 'assignee', [9, 7]],
      [1, 'assignee', [8]],
    ]);
  });

  it('tells unknown causes apart by what they say, but for numbers and quoted texts', () => {
    const groups = groupFailures([
      failure(4, 1, 'The moon "Io" is in phase 3.'),
      failure(3, 1, 'The moon "Europa" is in phase 17.'),
      failure(2, 1, 'The sun is hot.'),
    ]);
    expect(groups.map((g) => g.executions.map((e) => e.id))).toEqual([[4, 3], [2]]);
  });
});
