import { useTranslation } from 'react-i18next';
import { EntityLink } from './EntityLink';
import type { EntityType } from './entities';

type Props = { type: EntityType; id: number; name: string | null | undefined; className?: string };

/** An organisation or a deal by its name, on the way to its page; by its number for who may not read it. */
export function NamedEntity({ type, id, name, className = '' }: Props) {
  const { t } = useTranslation();
  if (name) return <EntityLink type={type} id={id} name={name} className={className} />;
  return <span className={className}>{`${t(`entity.${type}`)} ${id}`}</span>;
}
