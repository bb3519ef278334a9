/** The triggers that there are, in the order of lists. */
export const triggerNames = [
  'organisation_created',
  'organisation_updated',
  'deal_created',
  'deal_updated',
  'deal_stage_changed',
  'scheduled',
  'inactivity_delay',
  'webhook_received',
] as const;

export type TriggerName = (typeof triggerNames)[number];
