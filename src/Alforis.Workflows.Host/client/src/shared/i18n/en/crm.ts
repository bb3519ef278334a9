import type { crm as french } from '../fr/crm';

export const crm: typeof french = {};
