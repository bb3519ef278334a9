import { describe, expect, it } from 'vitest';
import { troubleOf } from './trouble';

describe('troubleOf', () => {
  it.each([
    ['webhook_forbidden', 'guard'],
    ['webhook_name_unknown', 'dns'],
    ['webhook_insecure', 'tls'],
    ['webhook_timeout', 'timeout'],
    ['webhook_unreachable', 'unreachable'],
    ['target_unreadable', 'other'],
    [null, 'other'],
  ])('reads %j', (error_code, trouble) => expect(troubleOf({ status: null, error_code })).toBe(trouble));

  it.each([
    [301, 'moved'],
    [401, 'credentials'],
    [403, 'credentials'],
    [404, 'missing'],
    [410, 'missing'],
    [422, 'refused'],
    [429, 'busy'],
    [503, 'busy'],
  ])('takes status %i for %s', (status, trouble) => expect(troubleOf({ status, error_code: 'webhook_refused' })).toBe(trouble));
});
