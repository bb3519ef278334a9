import { type ComponentProps, type ReactNode, useId } from 'react';
import { cn } from './cn';

type Props = ComponentProps<'textarea'> & { label: string; error?: string | undefined; hint?: ReactNode };

/** A labelled text of several lines with its hint and what is wrong with it. */
export function TextArea({ label, error, hint, id, className, ...rest }: Props) {
  const own = useId();
  const input = id ?? own;
  const told = error || hint ? `${input}-told` : undefined;
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={input} className="text-sm font-medium">
        {label}
      </label>
      <textarea
        rows={6}
        {...rest}
        id={input}
        aria-invalid={error ? true : undefined}
        aria-describedby={told}
        className={cn(
          'w-full rounded-lg border border-line-strong/60 bg-surface px-3 py-2 text-ink placeholder:text-muted focus-visible:border-accent aria-invalid:border-danger disabled:opacity-60',
          className,
        )}
      />
      {told && (
        <p id={told} className={cn('text-sm', error ? 'text-danger' : 'text-muted')}>
          {error || hint}
        </p>
      )}
    </div>
  );
}
