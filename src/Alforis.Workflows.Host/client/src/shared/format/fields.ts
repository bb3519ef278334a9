import { useTranslation } from 'react-i18next';

/** What fields of organisations, deals and people are called, and the operators of rules. French, English. */
const names: Record<string, [string, string]> = {
  deal: ['affaire', 'deal'],
  organisation: ['organisation', 'organisation'],
  webhook: ['webhook', 'webhook'],
  event: ['événement', 'event'],
  id: ['numéro', 'number'],
  nom: ['nom', 'name'],
  type: ['type', 'type'],
  category: ['catégorie', 'category'],
  email: ['e-mail', 'email'],
  telephone: ['téléphone', 'telephone'],
  website: ['site web', 'website'],
  adresse: ['adresse', 'address'],
  ville: ['ville', 'town'],
  code_postal: ['code postal', 'postcode'],
  pays: ['pays', 'country'],
  country_code: ['code pays', 'country code'],
  pipeline_stage: ['étape du pipeline', 'pipeline stage'],
  stage: ['étape', 'stage'],
  montant: ['montant', 'amount'],
  montant_potentiel: ['montant potentiel', 'potential amount'],
  date_signature: ['date de signature', 'signature date'],
  probabilite: ['probabilité', 'probability'],
  probabilite_signature: ['probabilité de signature', 'probability of signature'],
  aum: ['encours', 'assets under management'],
  aum_date: ['date de l’encours', 'date of assets'],
  strategies: ['stratégies', 'strategies'],
  domicile: ['domicile', 'domicile'],
  language: ['langue', 'language'],
  notes: ['notes', 'notes'],
  tags: ['étiquettes', 'tags'],
  is_active: ['actif', 'active'],
  assigned_to: ['responsable', 'owner'],
  manager_id: ['manager', 'manager'],
  manager: ['manager', 'manager'],
  created_by: ['auteur', 'author'],
  created_at: ['créé le', 'created'],
  updated_at: ['modifié le', 'changed'],
  organisation_id: ['organisation', 'organisation'],
  date_cloture_prevue: ['clôture prévue', 'expected closing'],
  description: ['description', 'description'],
  contacts: ['contacts', 'contacts'],
  people: ['contacts', 'contacts'],
  deals: ['affaires', 'deals'],
  first_name: ['prénom', 'first name'],
  last_name: ['nom de famille', 'last name'],
  job_title: ['fonction', 'job title'],
  assigned_user: ['responsable', 'owner'],
  primary_contact: ['contact principal', 'primary contact'],
};

const operators: Record<string, [string, string]> = {
  '==': ['est égal à', 'is'],
  '=': ['est égal à', 'is'],
  '!=': ['est différent de', 'is not'],
  '>': ['est supérieur à', 'is greater than'],
  '>=': ['est au moins', 'is at least'],
  '<': ['est inférieur à', 'is less than'],
  '<=': ['est au plus', 'is at most'],
  in: ['est parmi', 'is one of'],
  not_in: ['n’est pas parmi', 'is none of'],
  contains: ['contient', 'contains'],
  not_contains: ['ne contient pas', 'does not contain'],
  starts_with: ['commence par', 'starts with'],
  ends_with: ['finit par', 'ends with'],
  is_empty: ['est vide', 'is empty'],
  is_not_empty: ['n’est pas vide', 'is not empty'],
  changed: ['a changé', 'has changed'],
  changed_to: ['est devenu', 'has become'],
  changed_from: ['n’est plus', 'is no longer'],
  matches: ['correspond à', 'matches'],
  between: ['est entre', 'is between'],
  any: ['en compte au moins un tel que', 'has one such that'],
  all: ['sont tous tels que', 'are all such that'],
};

const column = (language: string) => (language.startsWith('fr') ? 0 : 1);

/** What one field is called; undefined where it has no name. */
export const fieldName = (name: string, language: string): string | undefined => names[name]?.[column(language)];

/** A path like `deal.montant` in words: `montant de l’affaire`; what is unknown stays as it is. */
export function fieldLabel(path: string, language: string) {
  const at = column(language);
  const parts = path.split('.').map((part) => names[part]?.[at] ?? part);
  return parts.length > 1 ? `${parts.slice(0, -1).join(' › ')} › ${parts.at(-1)}` : (parts[0] ?? path);
}

const operatorLabel = (operator: string, language: string) => operators[operator]?.[column(language)] ?? operator;

/** Operators that say it all by themselves. */
export const isUnary = (operator: string) => ['is_empty', 'is_not_empty', 'changed'].includes(operator);

const dayOnly = /^\d{4}-\d{2}-\d{2}$/;
const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;

/** A value as people write it in their language. */
export function valueText(value: unknown, language: string): string {
  const french = language.startsWith('fr');
  if (value === null || value === undefined || value === '') return french ? '(vide)' : '(empty)';
  if (typeof value === 'boolean') return french ? (value ? 'oui' : 'non') : value ? 'yes' : 'no';
  if (typeof value === 'number') return new Intl.NumberFormat(language, { maximumFractionDigits: 4 }).format(value);
  if (typeof value === 'string') {
    // What only looks like a day, as 0000-00-00 does, stands as it is.
    if (dayOnly.test(value) && !Number.isNaN(Date.parse(value)))
      return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(value));
    if (moment.test(value) && !Number.isNaN(Date.parse(value)))
      return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(value));
    return value;
  }
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object' || item === null))
    return value.length === 0 ? valueText(null, language) : value.map((item) => valueText(item, language)).join(', ');
  return JSON.stringify(value);
}

export function useFields() {
  const { i18n } = useTranslation();
  const language = i18n.language;
  return {
    field: (path: string) => fieldLabel(path, language),
    operator: (name: string) => operatorLabel(name, language),
    value: (value: unknown) => valueText(value, language),
  };
}
