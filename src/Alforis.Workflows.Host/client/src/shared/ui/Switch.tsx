import { Switch as Base } from 'radix-ui';
import { cn } from './cn';

type Props = { label: string; checked: boolean; onChange: (checked: boolean) => void; disabled?: boolean; shown?: string };

/** On or off, at once. `label` is for screen readers; `shown` stands beside it. */
export function Switch({ label, checked, onChange, disabled = false, shown }: Props) {
  return (
    <span className="inline-flex items-center gap-2">
      <Base.Root
        aria-label={label}
        checked={checked}
        onCheckedChange={onChange}
        disabled={disabled}
        className={cn(
          'inline-flex h-6 w-10 shrink-0 items-center rounded-full px-0.5 transition-colors disabled:opacity-55',
          checked ? 'bg-accent' : 'bg-line-strong',
        )}
      >
        <Base.Thumb className="size-5 rounded-full bg-surface shadow-sm transition-transform data-[state=checked]:translate-x-4" />
      </Base.Root>
      {shown && (
        <span aria-hidden className="text-sm text-muted">
          {shown}
        </span>
      )}
    </span>
  );
}
