/** The events that a target can be subscribed to, without a workflow being written. */
export const events = ['organisation_created', 'organisation_updated', 'deal_created', 'deal_updated', 'deal_stage_changed'] as const;
