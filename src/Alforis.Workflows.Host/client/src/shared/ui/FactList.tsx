import type { ReactNode } from 'react';

export type Fact = { label: string; value: ReactNode };

/** What is known of something: a name and a value each; what is not known is a dash. */
export function FactList({ facts }: { facts: Fact[] }) {
  return (
    <dl className="flex flex-col divide-y text-sm">
      {facts.map(({ label, value }) => (
        <div key={label} className="flex items-baseline justify-between gap-4 px-5 py-2.5">
          <dt className="shrink-0 text-muted">{label}</dt>
          <dd className="min-w-0 text-right font-medium break-words">{value ?? <span className="font-normal text-muted">—</span>}</dd>
        </div>
      ))}
    </dl>
  );
}
