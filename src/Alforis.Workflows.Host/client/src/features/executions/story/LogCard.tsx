import { useTranslation } from 'react-i18next';
import { Card } from '@/shared/ui/Card';
import { useOutcomeText } from '../outcome';
import { attemptsOf, type Step, type Story } from './types';

type Line = { at: string; text: string };

/** What happened when, line by line. */
function useLog(story: Story): Line[] {
  const { t } = useTranslation();
  const outcome = useOutcomeText();
  const lines: Line[] = [];
  const add = (at: string | null | undefined, text: string) => at && lines.push({ at, text });
  add(story.event?.occurred_at, t('story.log_event'));
  add(story.execution.created_at, t('story.log_recorded'));
  add(story.started_at, t('story.log_started'));
  for (const [step, attempts] of attemptsOf(story.actions as Step[], story.attempts))
    for (const a of attempts)
      add(a.completed_at ?? a.started_at, t('story.log_attempt', { step, number: a.attempt, outcome: outcome(a.outcome) }));
  add(story.wakes_at, t('story.log_sleeps'));
  return lines.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

export function LogCard({ story }: { story: Story }) {
  const { t, i18n } = useTranslation();
  const lines = useLog(story);
  const time = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'short', timeStyle: 'medium' });
  return (
    <Card>
      <h2 className="border-b px-5 py-3.5 font-semibold">{t('story.logs')}</h2>
      <ol className="flex flex-col gap-2 p-5 text-xs">
        {lines.map((line) => (
          <li key={`${line.at}${line.text}`} className="flex flex-col">
            <time dateTime={line.at} className="tabular text-muted">
              {time.format(new Date(line.at))}
            </time>
            <span className="break-words">{line.text}</span>
          </li>
        ))}
      </ol>
    </Card>
  );
}
