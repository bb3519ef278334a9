import { accounts } from './accounts';
import { attention } from './attention';
import { base } from './base';
import { crm } from './crm';
import { executions } from './executions';
import { insight } from './insight';
import { integrations } from './integrations';
import { settings } from './settings';
import { templates } from './templates';
import { workflow } from './workflow';

/** All texts, area by area; one file each. */
export const texts = {
  ...base,
  ...attention,
  ...crm,
  ...executions,
  ...insight,
  ...integrations,
  ...templates,
  ...accounts,
  ...settings,
  ...workflow,
};
