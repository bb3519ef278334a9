import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diagnostics as diagnosticsEn } from '@/shared/i18n/en/diagnostics';
import { problems as problemsEn } from '@/shared/i18n/en/problems';
import { diagnostics as diagnosticsFr } from '@/shared/i18n/fr/diagnostics';
import { problems as problemsFr } from '@/shared/i18n/fr/problems';

const sources = resolve(process.cwd(), '../..');
const read = (path: string) => readFileSync(resolve(sources, path), 'utf8');
const constants = (path: string) => [...read(path).matchAll(/const string \w+ = "([^"]+)"/g)].map(([, code]) => code as string);
const elsewhere = new Set(['client', 'bin', 'obj']);
const files = (folder: string): string[] =>
  readdirSync(resolve(sources, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return elsewhere.has(entry.name) ? [] : files(path);
    return path.endsWith('.cs') ? [path] : [];
  });
const texts = { fr: { ...diagnosticsFr, ...problemsFr }, en: { ...diagnosticsEn, ...problemsEn } };

const engine = constants('Alforis.Workflows.Engine/Diagnostics/DiagnosticCodes.cs');
const crm = constants('Alforis.Crm.Data/Workflows/CrmDiagnosticCodes.cs');
const answers = constants('Alforis.Workflows.Host/Api/ProblemCodes.cs');
const reasons = constants('Alforis.Workflows.Host/Api/ErrorReasons.cs');
const host = files('Alforis.Workflows.Host').map(read).join('\n');
/** Codes of single errors stand where these are made. */
const errors = [...host.matchAll(/\bCode = (?:[^",\n]*\? )?"([a-z_]+)"(?: : "([a-z_]+)")?/g)]
  .flatMap(([, a, b]) => [a, b])
  .filter(Boolean) as string[];
const stored = files('Alforis.Crm.Data')
  .map(read)
  .flatMap((text) => [...text.matchAll(/\{ Reason = (?!column)"([a-z_]+)"/g)].map(([, reason]) => reason as string));

const placeholders = (text: string) => [...text.matchAll(/{{(\w+)}}/g)].map(([, name]) => name).sort();

describe.each(['fr', 'en'] as const)('what is said in %s', (language) => {
  const { diagnostic, problem } = texts[language];

  it('has a text for each diagnostic of the engine and the CRM, and for no other', () => {
    expect(engine.length).toBeGreaterThan(40);
    expect(crm.length).toBeGreaterThan(10);
    expect(Object.keys(diagnostic.codes).sort()).toEqual([...engine, ...crm].sort());
  });

  it('has a text for each code of an answer and of an error, and for no other', () => {
    expect(errors).toContain('weak_password');
    expect(errors).toContain('invalid_json');
    expect(Object.keys(problem.codes).sort()).toEqual([...new Set([...answers, ...errors])].sort());
  });

  it('has a text for each rule of a value, and for no other', () => {
    expect(stored).toContain('unknown_user');
    expect(Object.keys(problem.reasons).sort()).toEqual([...new Set([...reasons, ...stored])].sort());
  });

  it('has no empty text, and never more than one thing after a title', () => {
    for (const { title, cure } of [...Object.values(diagnostic.codes), ...Object.values(problem.codes)]) {
      expect(title).toMatch(/^\S.*[^.]$/);
      expect(cure).toMatch(/^\S.*[.»’]$/);
    }
  });
});

it('names the same in both languages', () => {
  const codes = { ...problemsFr.problem.codes } as Record<string, { title: string; cure: string }>;
  for (const [code, { title, cure }] of Object.entries(problemsEn.problem.codes))
    expect([code, ...placeholders(title + cure)]).toEqual([code, ...placeholders(`${codes[code]?.title}${codes[code]?.cure}`)]);
  for (const [reason, text] of Object.entries(problemsEn.problem.reasons))
    expect(placeholders(text)).toEqual(placeholders(problemsFr.problem.reasons[reason as 'required']));
  for (const [code, english] of Object.entries(diagnosticsEn.diagnostic.codes) as [string, { said?: string }][]) {
    const french = diagnosticsFr.diagnostic.codes[code as 'WF1003'] as { said?: string };
    expect([code, ...placeholders(english.said ?? '')]).toEqual([code, ...placeholders(french.said ?? '')]);
  }
});

it('is asked for by every answer of refusal', () => {
  const bare = [...host.matchAll(/Problem\.(?:(?:Conflict|Invalid)\(|(?:Of|Named)\(\s*[\w.]+,)\s*(?!\s|ProblemCodes\.)(.{0,60})/g)].map(
    ([, text]) => text,
  );
  // Were they called otherwise one day, none would be found bare.
  expect([...host.matchAll(/Problem\.(?:Conflict|Invalid|Of|Named)\(/g)].length).toBeGreaterThan(30);
  expect(bare).toEqual([]);
});
