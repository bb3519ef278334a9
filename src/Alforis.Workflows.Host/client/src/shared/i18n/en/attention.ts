import type { attention as french } from '../fr/attention';

export const attention: typeof french = {};
