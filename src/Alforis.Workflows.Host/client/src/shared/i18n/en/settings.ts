import type { settings as french } from '../fr/settings';

export const settings: typeof french = {};
