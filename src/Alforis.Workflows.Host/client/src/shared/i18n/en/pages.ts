import { attention } from './attention';
import { executions } from './executions';
import { insight } from './insight';
import { settings } from './settings';
import { workflow } from './workflow';

/** What the other pages say, area by area; loaded with the first of them. */
export const texts = { ...attention, ...executions, ...insight, ...settings, ...workflow };
