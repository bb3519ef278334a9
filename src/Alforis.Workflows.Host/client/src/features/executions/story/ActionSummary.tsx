import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useFields } from '@/shared/format/fields';
import { maskedAddress } from '@/shared/format/secrets';
import { Badge } from '@/shared/ui/Badge';
import { isHint, type Step } from './types';

const words = (value: unknown): string | null =>
  value === undefined || value === null || isHint(value)
    ? null
    : Array.isArray(value)
      ? value.map(String).join(', ')
      : typeof value === 'object'
        ? null
        : String(value);

/** What a step of a known kind has done, in words. */
export function ActionSummary({ step }: { step: Step }) {
  const { t } = useTranslation();
  const { field, value } = useFields();
  const s = isHint(step.settings) ? {} : (step.settings ?? {});
  const r = isHint(step.result) ? {} : (step.result ?? {});
  switch (step.type) {
    case 'send_email':
      return <Mail settings={s} />;
    case 'create_task': {
      const due = words(r.due_date ?? s.due_date);
      return (
        <p className="break-words">
          {t('story.task', { title: words(s.title) ?? '' })}
          {due && <span className="text-muted"> · {t('story.due', { date: value(due) })}</span>}
          {r.task_id !== undefined && (
            <Link to="/tasks" className="ml-2 rounded text-accent underline underline-offset-2">
              {t('story.see_task')}
            </Link>
          )}
        </p>
      );
    }
    case 'call_webhook': {
      const status = words(r.status);
      return (
        <p className="flex flex-wrap items-center gap-2 break-all">
          {t('story.calls', { target: words(s.target) ?? maskedAddress(words(s.url) ?? '') })}
          {status && <Badge tone={status.startsWith('2') ? 'success' : 'danger'}>{t('story.status_answer', { status })}</Badge>}
        </p>
      );
    }
    case 'add_tag':
      return <p>{t('story.tag', { tags: words(r.added) || words(s.tags ?? s.tag) || '—' })}</p>;
    case 'update_field':
      return r.field === undefined ? null : (
        <p className="break-words first-letter:uppercase">
          {t('story.changed_field', { field: field(String(r.field)), before: value(r.before), after: value(r.after) })}
        </p>
      );
    case 'send_notification':
      return <p className="break-words">{t('story.notified', { title: words(s.title) ?? '' })}</p>;
    default:
      return null;
  }
}

function Mail({ settings }: { settings: Record<string, unknown> }) {
  const { t } = useTranslation();
  const lines = [
    [t('story.to'), words(settings.to)],
    [t('story.cc'), words(settings.cc)],
    [t('story.subject'), words(settings.subject)],
  ].filter((line): line is [string, string] => Boolean(line[1]));
  const [html, body, template] = [words(settings.html), words(settings.body), words(settings.template)];
  return (
    <div className="flex flex-col gap-2">
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
        {lines.map(([name, text]) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd className="min-w-0 break-words">{text}</dd>
          </div>
        ))}
      </dl>
      {template && <p className="text-muted">{t('story.from_template', { name: template })}</p>}
      {html ? (
        // No scripts, no forms, no way out; pictures of elsewhere are not loaded.
        <iframe
          title={t('story.preview')}
          sandbox=""
          referrerPolicy="no-referrer"
          srcDoc={`<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">${html}`}
          className="h-44 w-full rounded-lg border bg-white"
        />
      ) : (
        body && <p className="max-h-56 overflow-y-auto rounded-lg bg-sunken p-3 break-words whitespace-pre-line">{body}</p>
      )}
    </div>
  );
}
