import type { ReactNode } from 'react';

/** The head of a card: what it holds, and what can be done there. */
export function CardTitle({ title, action }: { title: string; action?: ReactNode }) {
  return (
    <div className="flex min-h-13 items-center justify-between gap-3 border-b px-5 py-2.5">
      <h2 className="text-sm font-semibold">{title}</h2>
      {action}
    </div>
  );
}
