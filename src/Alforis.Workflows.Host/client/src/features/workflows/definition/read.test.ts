import { describe, expect, it } from 'vitest';
import { readPlan } from './read';

// "What a workflow sees" and "Settings" of docs/definitions.md.
describe('the entity of a plan', () => {
  it.each([
    ['organisation_created', {}, 'organisation'],
    ['organisation_updated', {}, 'organisation'],
    ['deal_created', {}, 'deal'],
    ['deal_updated', {}, 'deal'],
    ['deal_stage_changed', {}, 'deal'],
    ['scheduled', {}, null],
    ['scheduled', { entity_type: 'deal' }, 'deal'],
    ['inactivity_delay', { inactivity_days: 30 }, 'organisation'],
    ['inactivity_delay', { entity_type: 'deal' }, 'deal'],
    ['webhook_received', {}, null],
    ['webhook_received', { entity_type: 'organisation', entity_id: 'webhook.id' }, 'organisation'],
    ['webhook_received', null, null],
  ])('of %s with %j is %s', (trigger_type, trigger_config, expected) =>
    expect(readPlan({ trigger_type, trigger_config }).entity).toBe(expected),
  );
});
