import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { chooseLanguage, i18n } from '@/shared/i18n';
import { sentenceOf } from './sentence';
import type { Definition } from './types';

const samples = join(process.cwd(), '../../../samples');
const files = readdirSync(samples, { recursive: true, encoding: 'utf8' })
  .filter((f) => f.endsWith('.json'))
  .map((f) => [f, JSON.parse(readFileSync(join(samples, f), 'utf8'))] as [string, Definition])
  .filter(([, content]) => content.trigger_type);

describe.each(['fr', 'en'] as const)('sentenceOf in %s', (language) => {
  beforeAll(() => chooseLanguage(language));
  it.each(files)('puts %s into words', (_, definition) => {
    const text = sentenceOf(definition, i18n.t, language);
    expect(text).not.toMatch(/undefined|null|NaN|\[object|\{\{|\}\}|\b(stage|crm|words|trigger|deal|organisation|previous|webhook)\.\w/);
    expect(text).toMatch(/^\p{Lu}.*\.$/u);
    expect(text).not.toMatch(/ {2}| ,|\b(de le|de les|à le|à les|si il)\b/);
  });
});
