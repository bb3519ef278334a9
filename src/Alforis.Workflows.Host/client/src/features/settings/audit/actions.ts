const verbs = {
  session: ['sign_in', 'sign_out', 'end', 'refuse', 'reuse'],
  request: ['refuse'],
  user: ['create', 'change', 'roles', 'password', 'disable', 'enable', 'totp_enable', 'totp_disable'],
  workflow: ['create', 'update', 'activate', 'deactivate', 'suspend', 'delete', 'import', 'execute'],
  execution: ['cancel', 'retry'],
  event: ['replay'],
  webhook: ['create', 'update', 'delete', 'enable', 'disable', 'set_url', 'rotate', 'retire', 'subscribe', 'unsubscribe', 'test'],
  incoming_hook: ['create', 'delete', 'enable', 'disable', 'rotate', 'retire'],
  email_template: ['create', 'update', 'import', 'delete'],
  organisation: ['create', 'update', 'delete'],
  deal: ['create', 'update', 'delete'],
  task: ['create', 'update', 'delete'],
  activity: ['create', 'update', 'delete'],
};

/** What can be asked for: every action that has words, as `thing.verb`. */
export const actions = Object.entries(verbs).flatMap(([thing, own]) => own.map((verb) => `${thing}.${verb}`));
