import { accounts } from './accounts';
import { attention } from './attention';
import { crm } from './crm';
import { executions } from './executions';
import { insight } from './insight';
import { integrations } from './integrations';
import { settings } from './settings';
import { templates } from './templates';
import { versions } from './versions';
import { workflow } from './workflow';

/** What the other pages say, area by area; loaded with the first of them. */
export const texts = {
  ...accounts,
  ...attention,
  ...crm,
  ...executions,
  ...insight,
  ...integrations,
  ...settings,
  ...templates,
  ...versions,
  ...workflow,
};
