import { base } from './base';
import { search } from './search';

/** What the frame and the first page say; loaded before anything is shown. */
export const texts = { ...base, ...search };
