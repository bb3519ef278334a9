import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';

const folder = resolve(process.cwd(), 'src/shared/i18n/fr');

/** A line that breaks before its colon, or after a guillemet, looks careless on a phone. */
it.each(readdirSync(folder))('French signs of %s stay with their words', (file) => {
  const lines = readFileSync(resolve(folder, file), 'utf8').split('\n');
  const texts = lines.filter((line) => /['`"]/.test(line));

  expect(texts.filter((line) => /\S [:;?!»](?=[\s'"`<.,)]|$)|« /.test(line))).toEqual([]);
});
