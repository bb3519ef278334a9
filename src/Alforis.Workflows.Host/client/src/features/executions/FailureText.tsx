import { useTranslation } from 'react-i18next';
import { causeOf } from './causes';

type Props = { error: string; code: string | null | undefined; className?: string };

/** Why something was not done, in a few words; the service's own sentence where they say nothing, and on hover. */
export function FailureText({ error, code, className }: Props) {
  const { t } = useTranslation();
  const cause = causeOf(code);
  return (
    <span title={error} className={className}>
      {cause === 'unknown' ? error : t(`cause.${cause}.what`)}
    </span>
  );
}
