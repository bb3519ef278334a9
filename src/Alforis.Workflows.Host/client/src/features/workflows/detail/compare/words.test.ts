import { describe, expect, it } from 'vitest';
import { i18n } from '@/shared/i18n';
import { difference } from './difference';
import { changeWords } from './words';

const call = (config: object) => ({ name: 'Appel', trigger_type: 'deal_created', actions: [{ id: 'a', type: 'call_webhook', config }] });
const told = (before: object, after: object) => {
  const words = changeWords(i18n.t, 'fr', 'deal');
  return difference(call(before), call(after)).flatMap((c) => [words.value(c, c.before), words.value(c, c.after)]);
};

describe('changeWords', () => {
  it.each<[string, object, object, string[]]>([
    [
      'a header',
      { url: 'https://a.example', headers: { Authorization: 'Bearer un' } },
      { url: 'https://a.example', headers: { Authorization: 'Bearer deux' } },
      ['•••', '•••'],
    ],
    [
      'an address',
      { url: 'https://u:un@a.example' },
      { url: 'https://u:deux@b.example' },
      ['https://•••@a.example', 'https://•••@b.example'],
    ],
    ['what is no secret', { headers: { 'X-Team': 'un' } }, { headers: { 'X-Team': 'deux' } }, ['un', 'deux']],
  ])('says %s of a call', (_, before, after, expected) => expect(told(before, after)).toEqual(expected));

  it('says headers that are new, and those that were something else', () => {
    const secret = { headers: { Authorization: 'Bearer un', 'X-Team': 'ventes' } };
    expect(told({}, secret).join()).not.toContain('Bearer');
    expect(told({ headers: 'x' }, secret).join()).toContain('ventes');
    expect(told({ headers: 'x' }, secret).join()).not.toContain('Bearer');
  });
});
