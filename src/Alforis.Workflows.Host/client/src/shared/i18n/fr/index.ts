import { base } from './base';
import { crm } from './crm';

/** What the frame and the first page say; loaded before anything is shown. */
export const texts = { ...base, ...crm };
