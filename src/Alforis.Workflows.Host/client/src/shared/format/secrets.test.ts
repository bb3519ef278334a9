import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isSecretName, maskedAddress, maskedSetting, secretEndings, secretWords } from './secrets';

/** The page of a workflow shows its definition, which the server hands out whole: what one masks, the other masks. */
describe('the names of secrets', () => {
  const server = readFileSync(resolve(process.cwd(), '../../Alforis.Crm.Data/Actions/CallWebhook/CallSecrets.cs'), 'utf8');
  const listOf = (name: string) =>
    [...(server.match(new RegExp(`${name} = [^;]*;`))?.[0].matchAll(/"(\w+)"/g) ?? [])].map(([, word]) => word);

  it.each([
    ['Words', secretWords],
    ['Endings', secretEndings],
  ])('are those of the server: %s', (name, words) => expect(words).toEqual(listOf(name)));
});

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
