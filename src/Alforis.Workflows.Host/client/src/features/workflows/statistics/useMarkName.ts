import { useTranslation } from 'react-i18next';
import type { Mark } from './queries';

/** What happened to the workflow, in a word or two. */
export function useMarkName() {
  const { t } = useTranslation();
  return (mark: Mark) => t(`stats.mark_${mark.kind}` as 'stats.mark_version', { version: mark.version });
}
