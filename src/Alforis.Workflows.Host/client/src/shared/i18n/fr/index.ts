import { attention } from './attention';
import { base } from './base';
import { crm } from './crm';
import { executions } from './executions';
import { insight } from './insight';
import { settings } from './settings';
import { workflow } from './workflow';

/** All texts, area by area; one file each. */
export const texts = {
  ...base,
  ...attention,
  ...crm,
  ...executions,
  ...insight,
  ...settings,
  ...workflow,
};
