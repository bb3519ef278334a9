import type { integrations as french } from '../fr/integrations';

export const integrations: typeof french = {};
