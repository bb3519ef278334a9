import { Link } from 'react-router';
import { cn } from '@/shared/ui/cn';
import type { EntityType } from './entities';

/** The way to the page of an organisation or a deal. */
export function EntityLink({ type, id, name, className }: { type: EntityType; id: number; name: string; className?: string }) {
  return (
    <Link to={`/${type}s/${id}`} className={cn('rounded underline-offset-2 hover:text-accent hover:underline', className)}>
      {name}
    </Link>
  );
}
