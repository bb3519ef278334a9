import { base } from './base';
import { crm } from './crm';
import { insight } from './insight';

/** What the frame and the first page say; loaded before anything is shown. */
export const texts = { ...base, ...crm, ...insight };
