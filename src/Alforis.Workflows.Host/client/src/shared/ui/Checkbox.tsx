import type { ComponentProps, ReactNode } from 'react';

/** A box to tick, with its label and what that means. */
export function Checkbox({ label, hint, ...rest }: ComponentProps<'input'> & { label: ReactNode; hint?: ReactNode }) {
  return (
    <label className="flex items-start gap-2.5 text-sm">
      <input {...rest} type="checkbox" className="mt-0.5 size-4 shrink-0 accent-(--accent)" />
      <span className="flex flex-col gap-0.5">
        {label}
        {hint && <span className="text-muted">{hint}</span>}
      </span>
    </label>
  );
}
