import { ruleWords } from './conditions';
import { durationWords, grammarOf } from './grammar';
import { isFrench, nounOf } from './nouns';
import { listOf } from './read';
import { scheduleWords, zoneWords } from './schedules';
import type { Plan, Words } from './types';
import { stageWords } from './values';

const settings = new Set(
  'delay delay_days delay_hours delay_minutes recheck entity_type entity_id fields from_stage to_stage old_stage new_stage stage_name stages pipeline_stages event payload_schema schedule time day_of_week day_of_month cron inactivity_days days'.split(
    ' ',
  ),
);

const entityWords = (entity: string | null, w: Words) => {
  if (entity === 'deal') return isFrench(w) ? 'une affaire' : 'a deal';
  if (entity === 'organisation') return isFrench(w) ? 'une organisation' : 'an organisation';
  return `${isFrench(w) ? 'une fiche' : 'a record'} ${grammarOf(w.language).quote(entity ?? '?')}`;
};

/** Fields that must have a value: `dont la catégorie est « CGPI »`. */
function filterWords(plan: Plan, w: Words) {
  const stage = plan.trigger.endsWith('_created') ? plan.settings.stage_name : undefined;
  const filters = Object.entries(plan.settings).filter(([name]) => !settings.has(name));
  if (stage !== undefined) filters.push([plan.entity === 'deal' ? 'stage' : 'pipeline_stage', stage]);
  if (filters.length === 0) return '';
  const clauses = filters.map(([field, value]) => filterClause(field, value, w));
  return ` ${isFrench(w) ? 'dont ' : ''}${grammarOf(w.language).list(clauses)}`;
}

function filterClause(field: string, value: unknown, w: Words) {
  const french = isFrench(w);
  if (field === 'is_active') {
    const state = french ? (value === true ? 'actif' : 'inactif') : value === true ? 'active' : 'inactive';
    return `${french ? 'le statut est' : 'whose status is'} ${grammarOf(w.language).quote(state)}`;
  }
  const clause = ruleWords({ operator: Array.isArray(value) ? 'in' : '==', field, value, ignoreCase: false }, w);
  return french ? clause : clause.replace(/^the /, 'whose ');
}

/** What sets a workflow off, with its settings, as the beginning of a sentence. */
export function triggerWords(plan: Plan, w: Words): string {
  const french = isFrench(w);
  const { list, quote } = grammarOf(w.language);
  const { settings: s, trigger, entity } = plan;
  const stages = (value: unknown) =>
    list(
      listOf(value).map((v) => stageWords(v, w)),
      'or',
    );
  const when = french ? 'Quand' : 'When';
  switch (trigger) {
    case 'organisation_created':
    case 'deal_created':
      return `${when} ${entityWords(entity, w)}${filterWords(plan, w)} ${french ? 'est créée' : 'is created'}`;
    case 'organisation_updated':
    case 'deal_updated': {
      const fields = listOf(s.fields).map((field) => nounOf(String(field), w));
      if (fields.length === 0) return `${when} ${entityWords(entity, w)} ${french ? 'est modifiée' : 'is changed'}`;
      const names = list(
        fields.map((noun) => grammarOf(w.language).the(noun)),
        'or',
      );
      const isMany = fields.at(-1)?.plural === true;
      return french
        ? `Quand ${names} d’${entityWords(entity, w)} ${isMany ? 'changent' : 'change'}`
        : `When ${names} of ${entityWords(entity, w)} ${isMany ? 'change' : 'changes'}`;
    }
    case 'deal_stage_changed': {
      const from = s.from_stage ?? s.old_stage;
      const to = s.to_stage ?? s.new_stage ?? s.stage_name;
      if (from == null && to == null) return french ? 'Quand une affaire change d’étape' : 'When a deal changes stage';
      if (to == null) return french ? `Quand une affaire quitte l’étape ${stages(from)}` : `When a deal leaves the stage ${stages(from)}`;
      const before = from == null ? '' : ` ${french ? 'de' : 'from'} ${stages(from)}`;
      return french ? `Quand une affaire passe${before} à ${stages(to)}` : `When a deal moves${before} to ${stages(to)}`;
    }
    case 'scheduled': {
      const each =
        entity === null ? '' : french ? `, pour chaque ${nounOf(entity, w, true).text}` : `, for each ${nounOf(entity, w, true).text}`;
      return `${scheduleWords(s, w)} (${zoneWords(plan.zone, w)})${each}`;
    }
    case 'inactivity_delay': {
      const count = s.inactivity_days ?? s.days ?? s.delay_days;
      const time = durationWords(`${count ?? '?'} days`, w.language);
      const at = s.stages ?? s.pipeline_stages ?? s.stage_name;
      const stage = at == null ? '' : french ? ` à l’étape ${stages(at)}` : ` in the stage ${stages(at)}`;
      return french
        ? `Quand ${entityWords(entity, w)}${stage} est sans activité depuis ${time}`
        : `When ${entityWords(entity, w)}${stage} has had no activity for ${time}`;
    }
    case 'webhook_received': {
      const events = listOf(s.event).map((event) => quote(String(event)));
      const named = events.length === 0 ? '' : ` ${list(events, 'or')}`;
      const about = entity
        ? french
          ? `, pour l’${nounOf(entity, w, true).text} indiquée`
          : `, for the ${nounOf(entity, w, true).text} that it names`
        : '';
      return french ? `Quand un webhook${named} est reçu${about}` : `When a webhook${named} is received${about}`;
    }
    default:
      return french
        ? `Quand l’événement ${quote(trigger)}${filterWords(plan, w)} se produit`
        : `When the event ${quote(trigger)}${filterWords(plan, w)} happens`;
  }
}
