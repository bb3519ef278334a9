import { afterEach, describe, expect, it } from 'vitest';
import { ApiProblem, type ProblemError } from '@/shared/api/problem';
import { chooseLanguage, i18n } from '@/shared/i18n';
import { placeOf } from './place';
import { errorSentence, errorWords, problemWords, sentenceOf } from './words';

const plain = (text: string | null) => text?.replace(/[\u00a0\u202f]/g, ' ') ?? null;
const error = (code: string, more: Partial<ProblemError> = {}): ProblemError => ({ code, pointer: '', message: 'In English.', ...more });

afterEach(() => chooseLanguage('fr'));

describe('placeOf', () => {
  it.each([
    ['/conditions/rules/1/field', 'Condition 2, champ'],
    ['/conditions/rules/1/rules/0/operator', 'Condition 2.1, opérateur'],
    ['/conditions', 'Conditions'],
    ['/conditions/field', 'Conditions, champ'],
    ['/actions/2/config/to', 'Action 3, réglage « À »'],
    ['/actions/2/config/headers/0', 'Action 3, réglage « En-têtes »'],
    ['/actions/0/type', 'Action 1, type'],
    ['/actions/0', 'Action 1'],
    ['/trigger_type', 'Déclencheur'],
    ['/trigger_config/to_stage', 'Déclencheur, réglage « to_stage »'],
    ['/name', 'Nom'],
    ['/subject', 'Objet'],
    ['/a~1b', null],
    ['', null],
  ])('says where %s is', (pointer, place) => expect(plain(placeOf(pointer, i18n))).toBe(place));
});

describe('errorWords', () => {
  it('says a diagnostic with what it names', () => {
    const said = errorWords(
      error('WF1201', {
        pointer: '/conditions/rules/0/field',
        arguments: { name: 'montent', owner: 'deal', meant: 'montant' },
        suggestion: 'Write it.',
      }),
    );
    expect(plain(said.title)).toBe('Le champ « montent » n’existe pas');
    expect(plain(said.cure)).toBe('Vouliez-vous dire « montant » ?');
    expect(said.place).toBe('Condition 1, champ');
    expect(said.raw).toBe('WF1201 In English. Write it.');
  });

  it('says by the code alone what names nothing', () => {
    const said = errorWords(error('WF1201', { arguments: null }));
    expect(said.title).toBe('Un champ est inconnu');
    expect(said.cure).toBe('Choisissez un champ auquel ce déclencheur a accès.');
  });

  it('says what is possible', () =>
    expect(plain(errorWords(error('WF1205', { arguments: { name: 'x', allowed: 'signe, perdu' } })).cure)).toBe(
      'Prenez l’une des valeurs du champ. Possibles : signe, perdu.',
    ));

  it('names actions and permissions as the pages do', () => {
    const said = errorWords(
      error('WF2010', { pointer: '/actions/0/type', arguments: { name: 'Anne', owner: 'send_email', permission: 'emails:send, x:y' } }),
    );
    expect(plain(said.title)).toBe('Anne n’a pas le droit de faire exécuter « Envoyer un e-mail »');
    expect(said.place).toBe('Action 1');
    expect(plain(said.cure)).toContain('Droit manquant : E-mails › envoyer, x:y.');
  });

  it('has the server’s sentence for a code that it does not know', () => {
    expect(errorWords(error('WF9999', { suggestion: 'Mend it.' }))).toEqual({
      title: 'In English.',
      cure: 'Mend it.',
      place: null,
      raw: null,
    });
    expect(errorSentence(error('unheard_of', { suggestion: 'Mend it.' }))).toBe('In English. Mend it.');
    expect(errorWords({ message: 'Of old.' } as ProblemError)).toEqual({ title: 'Of old.', cure: null, place: null, raw: null });
  });
});

describe('errorSentence', () => {
  it.each([
    [error('invalid_value', { reason: 'max_length', arguments: { max: '2000' } }), '2 000 caractères au plus.'],
    [error('invalid_value', { reason: 'range', arguments: { min: '0', max: '100' } }), 'La valeur doit être comprise entre 0 et 100.'],
    [error('invalid_value', { reason: 'range' }), 'Cette valeur ne convient pas. In English.'],
    [error('invalid_value'), 'Cette valeur ne convient pas. In English.'],
    [
      error('wrong_password'),
      'Le mot de passe n’est pas le bon. Vérifiez-le ; après trop d’essais, le compte est bloqué quelques minutes.',
    ],
    [
      error('WF1301', { pointer: '/actions/3/type', arguments: { name: 'add_tags', meant: 'add_tag' } }),
      'Action 4, type : L’action « add_tags » n’existe pas. Vouliez-vous dire « add_tag » ?',
    ],
  ])('says %j', (wrong, sentence) => expect(plain(errorSentence(wrong))).toBe(sentence));
});

describe('problemWords', () => {
  it.each([
    [{ code: 'too_many_requests', arguments: { seconds: '12' } }, 'Trop de demandes à la fois', 'Réessayez dans 12 s.'],
    [
      { code: 'forbidden', arguments: { permission: 'workflows:activate' } },
      'Vous n’avez pas le droit de faire cela',
      'Il vous faut le droit « Workflows › activer ». Un administrateur peut vous donner un rôle qui l’accorde.',
    ],
    [{ code: 'unheard_of' }, 'In English', 'More.'],
    [{}, 'In English', 'More.'],
  ])('says %j', (answer, title, more) => {
    const words = problemWords(new ApiProblem(409, { title: 'In English', detail: 'More.', ...answer }));
    expect([plain(words.title), plain(words.more)]).toEqual([title, more]);
  });

  it('says each mistake of a definition', () => {
    const words = problemWords(new ApiProblem(422, { code: 'not_activated', title: 'T', errors: [error('WF2003'), error('WF1208')] }));
    expect(words.title).toBe('Le workflow ne peut pas être activé');
    expect(words.more?.split('\n')).toHaveLength(2);
  });

  it('says it in English', async () => {
    await chooseLanguage('en');
    expect(sentenceOf(new ApiProblem(409, { code: 'finished', title: 'T' }))).toBe(
      'This execution is finished. There is nothing to cancel any more.',
    );
  });
});
