import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Moment } from '@/shared/format/Moment';
import type { Entry } from './queries';
import { subjectOf } from './subject';

/** One entry as a sentence; what was changed is folded away. */
export function EntryRow({ entry, names }: { entry: Entry; names: Map<number, string> }) {
  const { t } = useTranslation();
  const detail = Object.entries((entry.detail ?? {}) as Record<string, unknown>);
  const { text, to } = subjectOf(entry, names);
  const facts: [string, string][] = [
    ...detail.map(
      ([name, value]) => [t(`audit.fact.${name}` as 'audit.fact.before', name), show(value) || t('audit.nothing')] as [string, string],
    ),
    [t('audit.via'), t(`audit.via_${entry.via}` as 'audit.via_api', entry.via)],
    ...(entry.address ? [[t('audit.address'), entry.address] as [string, string]] : []),
    ...(entry.request_id ? [[t('audit.request'), entry.request_id] as [string, string]] : []),
  ];
  return (
    <li className="flex flex-col gap-1 px-4 py-3 text-sm">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-0.5">
        <p className="min-w-0 break-words">
          <span className="font-medium">{(entry.user_id && names.get(entry.user_id)) || entry.actor}</span>{' '}
          {t(`audit.did.${entry.action}` as 'audit.did.user.create', entry.action)}
          {text && (
            <>
              {' · '}
              {to ? (
                <Link to={to} className="rounded font-medium underline-offset-2 hover:text-accent hover:underline">
                  {text}
                </Link>
              ) : (
                <span className="font-medium">{text}</span>
              )}
            </>
          )}
        </p>
        <span className="text-xs text-muted">
          <Moment value={entry.occurred_at} />
        </span>
      </div>
      <details className="text-xs text-muted">
        <summary className="w-fit cursor-pointer rounded">{t('audit.details')}</summary>
        <dl className="mt-2 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 rounded-lg bg-sunken p-3">
          {facts.map(([name, value]) => (
            <div key={name} className="contents">
              <dt>{name}</dt>
              <dd className="min-w-0 break-words text-ink">{value}</dd>
            </div>
          ))}
        </dl>
      </details>
    </li>
  );
}

const show = (value: unknown): string =>
  Array.isArray(value)
    ? value.map(show).join(', ')
    : typeof value === 'object' && value !== null
      ? JSON.stringify(value)
      : String(value ?? '');
