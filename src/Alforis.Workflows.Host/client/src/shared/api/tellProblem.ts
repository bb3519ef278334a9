import { i18n } from '@/shared/i18n';
import { toast } from '@/shared/ui/toast';
import { ApiProblem } from './problem';

/** Says that something did not succeed, with the server's own reasons. */
export function tellProblem(error: unknown) {
  if (!(error instanceof ApiProblem)) {
    toast.error(i18n.t('error.away'), { description: i18n.t('error.away_hint') });
    return;
  }
  const reasons = error.errors.map((e) => [e.message, e.suggestion].filter(Boolean).join(' '));
  toast.error(error.title, { description: reasons.length > 0 ? reasons.join('\n') : (error.detail ?? undefined), duration: 12_000 });
}
