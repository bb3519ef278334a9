import { accounts } from './accounts';
import { attention } from './attention';
import { executions } from './executions';
import { integrations } from './integrations';
import { settings } from './settings';
import { templates } from './templates';
import { workflow } from './workflow';

/** What the other pages say, area by area; loaded with the first of them. */
export const texts = {
  ...accounts,
  ...attention,
  ...executions,
  ...integrations,
  ...settings,
  ...templates,
  ...workflow,
};
