import type { insight as french } from '../fr/insight';

export const insight: typeof french = {};
