import { ArrowUpDown, type LucideIcon, Minus, PencilLine, Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Badge, type Tone } from '@/shared/ui/Badge';
import { readPlan } from '../../definition/read';
import type { Definition } from '../../definition/types';
import { type Change, difference } from './difference';
import type { Json } from './json';
import { changeWords } from './words';

const looks: Record<Change['kind'], [Tone, LucideIcon]> = {
  added: ['success', Plus],
  removed: ['danger', Minus],
  changed: ['info', PencilLine],
  moved: ['neutral', ArrowUpDown],
};
const order = ['name', 'description', 'category', 'trigger', 'conditions', 'actions'];
const rank = (section: string) => (order.includes(section) ? order.indexOf(section) : order.length);

/** What is other in the later of two definitions, part by part. */
export function Differences({ before, after }: { before: Json; after: Json }) {
  const { t, i18n } = useTranslation();
  const words = changeWords(t, i18n.language, readPlan(after as Definition).entity);
  // Whether it runs is the workflow's, not the version's.
  const changes = difference({ ...before, status: null }, { ...after, status: null });
  const sections = [...new Set(changes.map((c) => c.section))].sort((a, b) => rank(a) - rank(b));
  if (changes.length === 0) return <p className="rounded-lg bg-sunken p-4 text-sm">{t('versions.same')}</p>;
  return (
    <>
      <p className="mb-3 text-sm text-muted">{t('versions.count', { count: changes.length })}</p>
      <div className="flex flex-col gap-4">
        {sections.map((section) => (
          <section key={section}>
            <h3 className="mb-1.5 text-xs font-semibold tracking-wide text-muted uppercase">{words.section(section)}</h3>
            <ul className="divide-y rounded-lg border">
              {changes
                .filter((change) => change.section === section)
                .map((change) => (
                  <Difference key={JSON.stringify(change)} change={change} words={words} />
                ))}
            </ul>
          </section>
        ))}
      </div>
    </>
  );
}

function Difference({ change, words }: { change: Change; words: ReturnType<typeof changeWords> }) {
  const { t } = useTranslation();
  const [tone, Icon] = looks[change.kind];
  const where = words.where(change);
  const box = 'min-w-0 rounded-md px-2.5 py-1.5 break-words whitespace-pre-wrap';
  return (
    <li className="flex flex-col gap-2 p-3 text-sm">
      <p className="flex flex-wrap items-center gap-2">
        <Badge tone={tone}>
          <Icon aria-hidden />
          {t(`versions.${change.kind}`)}
        </Badge>
        {where && <span className="min-w-0 font-medium break-words">{where}</span>}
      </p>
      {change.kind === 'moved' ? (
        <p className="text-muted">{t('versions.position', { from: Number(change.before) + 1, to: Number(change.after) + 1 })}</p>
      ) : (
        <div className="grid gap-2 sm:grid-cols-2">
          {'before' in change ? (
            <del className={`${box} bg-danger-soft text-danger ${change.kind === 'changed' ? 'no-underline' : 'decoration-1'}`}>
              <span className="sr-only">{t('versions.before')} </span>
              <span aria-hidden className="select-none">
                −{' '}
              </span>
              {words.value(change, change.before)}
            </del>
          ) : (
            <span className="hidden sm:block" />
          )}
          {'after' in change && (
            <ins className={`${box} bg-success-soft text-success no-underline`}>
              <span className="sr-only">{t('versions.after')} </span>
              <span aria-hidden className="select-none">
                +{' '}
              </span>
              {words.value(change, change.after)}
            </ins>
          )}
        </div>
      )}
    </li>
  );
}
