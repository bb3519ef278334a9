import { i18n, loadPageTexts } from '@/shared/i18n';
import { toast } from '@/shared/ui/toast';
import { ApiProblem, troubleOf } from './problem';

const duration = 12_000;

/** Says that something did not succeed, and why, in the reader's language. */
export function tellProblem(error: unknown) {
  if (!(error instanceof ApiProblem)) {
    const trouble = troubleOf(error);
    toast.error(i18n.t(`error.${trouble}`), { description: i18n.t(`error.${trouble}_hint`) });
  } else if (error.isTokenVoid) toast.error(i18n.t('session.refused'), { description: i18n.t('session.refused_hint'), duration });
  else void tell(error);
}

async function tell(problem: ApiProblem) {
  try {
    // The first page does without these words until something is refused.
    const [{ problemWords }] = await Promise.all([import('@/shared/problems/words'), loadPageTexts()]);
    const { title, more } = problemWords(problem);
    toast.error(title, { description: more ?? undefined, duration });
  } catch {
    toast.error(problem.title, { description: problem.detail ?? undefined, duration });
  }
}
