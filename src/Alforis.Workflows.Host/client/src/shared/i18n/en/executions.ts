import type { executions as french } from '../fr/executions';

export const executions: typeof french = {};
