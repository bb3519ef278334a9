import { describe, expect, it } from 'vitest';
import { troubleOf } from './trouble';

describe('troubleOf', () => {
  it.each([
    ['erp.example is none of the hosts that may be called: those are set in ALFORIS_HOSTS.', 'guard'],
    ['127.0.0.1 is of this machine, and not called. If it is meant, the operator allows it with X.', 'guard'],
    ['There is no server of the name in https://nowhere.example, or it cannot be looked up now.', 'dns'],
    ['No secure connection with https://erp.example: the certificate is invalid.', 'tls'],
    ['https://erp.example did not answer within 30 s, or not to the end. It may have done what was asked all the same.', 'timeout'],
    ['https://erp.example cannot be reached: Connection refused.', 'unreachable'],
    ['The exchange with https://erp.example broke off: the connection was lost.', 'other'],
    [null, 'other'],
  ])('reads %j', (error, trouble) => expect(troubleOf({ status: null, error })).toBe(trouble));

  it.each([
    [301, 'moved'],
    [401, 'credentials'],
    [403, 'credentials'],
    [404, 'missing'],
    [410, 'missing'],
    [422, 'refused'],
    [429, 'busy'],
    [503, 'busy'],
  ])('takes status %i for %s', (status, trouble) => expect(troubleOf({ status, error: 'x' })).toBe(trouble));
});
