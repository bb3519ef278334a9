import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

type Props = { type: string | null | undefined; id: number | null | undefined; name?: string | null | undefined; withType?: boolean };

/** An organisation or deal by its name, on the way to its page. */
export function EntityLink({ type, id, name, withType = true }: Props) {
  const { t } = useTranslation();
  if ((type !== 'deal' && type !== 'organisation') || id === null || id === undefined) return <span className="text-muted">—</span>;
  return (
    <Link to={`/${type}s/${id}`} className="rounded underline-offset-2 hover:text-accent hover:underline">
      {withType && <span className="text-muted">{t(`entity.${type}`)} </span>}
      {name ?? <span className="tabular">{id}</span>}
    </Link>
  );
}
