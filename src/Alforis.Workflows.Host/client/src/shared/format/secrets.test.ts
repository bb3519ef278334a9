import { describe, expect, it } from 'vitest';
import { isSecretName, maskedAddress, maskedSetting } from './secrets';

describe('isSecretName', () => {
  it.each([
    ['Authorization', true],
    ['X-Api-Key', true],
    ['X-Hub-Signature-256', true],
    ['apiKey', true],
    ['access_token', true],
    ['X-Author', false],
    ['X-Keyboard', false],
    ['Content-Type', false],
  ])('%s: %s', (name, expected) => expect(isSecretName(name)).toBe(expected));
});

describe('maskedAddress', () => {
  it.each([
    ['https://erp.example/api', 'https://erp.example/api'],
    ['https://user:p@ss@erp.example:8443', 'https://•••@erp.example:8443'],
    ['https://erp.example/@alix?to=a@b.example', 'https://erp.example/@alix?to=a@b.example'],
    ['https://erp.example?page=2&access_token=abc#token=z', 'https://erp.example?page=2&access_token=•••#token=•••'],
    ['{{ deal.lien }}', '{{ deal.lien }}'],
  ])('%s', (address, expected) => expect(maskedAddress(address)).toBe(expected));
});

describe('maskedSetting', () => {
  it('keeps names, and what is no secret', () => {
    const settings = { url: 'https://u:p@a.example', headers: { Authorization: 'Bearer x', 'X-Team': 'ventes' }, body: { token: 'shown' } };

    expect(maskedSetting([], settings)).toEqual({
      url: 'https://•••@a.example',
      headers: { Authorization: '•••', 'X-Team': 'ventes' },
      body: { token: 'shown' },
    });
    expect(maskedSetting(['headers', 'Cookie'], 'a=b')).toBe('•••');
    expect(maskedSetting(['body', 'Cookie'], 'a=b')).toBe('a=b');
  });
});
