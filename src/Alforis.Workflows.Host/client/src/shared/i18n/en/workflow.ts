import type { workflow as french } from '../fr/workflow';

export const workflow: typeof french = {};
