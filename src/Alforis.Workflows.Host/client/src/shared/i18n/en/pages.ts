import { accounts } from './accounts';
import { attention } from './attention';
import { crm } from './crm';
import { diagnostics } from './diagnostics';
import { executions } from './executions';
import { insight } from './insight';
import { integrations } from './integrations';
import { problems } from './problems';
import { settings } from './settings';
import { templates } from './templates';
import { versions } from './versions';
import { workflow } from './workflow';

/** What the other pages say, area by area; loaded with the first of them. */
export const texts = {
  ...accounts,
  ...attention,
  ...crm,
  ...diagnostics,
  ...executions,
  ...insight,
  ...integrations,
  ...problems,
  ...settings,
  ...templates,
  ...versions,
  ...workflow,
};
