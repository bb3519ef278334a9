import { type ComponentProps, type ReactNode, useId } from 'react';
import { cn } from './cn';

const inputStyles =
  'h-10 w-full rounded-lg border border-line-strong/60 bg-surface px-3 text-ink placeholder:text-muted focus-visible:border-accent aria-invalid:border-danger disabled:opacity-60';

/** A text input without a label of its own; give it one by `aria-label`, or use `Field`. */
export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return <input {...rest} className={cn(inputStyles, className)} />;
}

type Props = ComponentProps<'input'> & { label: string; error?: string | undefined; hint?: ReactNode };

/** A labelled text input with its hint and what is wrong with it. */
export function Field({ label, error, hint, id, ...rest }: Props) {
  const own = useId();
  const input = id ?? own;
  const told = error ? `${input}-error` : hint ? `${input}-hint` : undefined;
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={input} className="text-sm font-medium">
        {label}
      </label>
      <Input {...rest} id={input} aria-invalid={error ? true : undefined} aria-describedby={told} />
      {error ? (
        <p id={`${input}-error`} className="text-sm text-danger">
          {error}
        </p>
      ) : (
        hint && (
          <p id={`${input}-hint`} className="text-sm text-muted">
            {hint}
          </p>
        )
      )}
    </div>
  );
}
