import type { templates as french } from '../fr/templates';

export const templates: typeof french = {};
