import type { accounts as french } from '../fr/accounts';

export const accounts: typeof french = {};
