import { Check, ChevronDown } from 'lucide-react';
import { Select } from 'radix-ui';
import { cn } from './cn';

type Props = {
  label: string;
  value: string;
  options: { value: string; label: string }[];
  onChange: (value: string) => void;
  className?: string;
};

/** One of a few things. */
export function Choice({ label, value, options, onChange, className }: Props) {
  return (
    <Select.Root value={value} onValueChange={onChange}>
      <Select.Trigger
        aria-label={label}
        className={cn(
          'inline-flex h-9 items-center justify-between gap-2 rounded-lg border bg-surface px-3 text-sm hover:bg-sunken',
          className,
        )}
      >
        <Select.Value />
        <Select.Icon>
          <ChevronDown className="size-4 text-muted" aria-hidden />
        </Select.Icon>
      </Select.Trigger>
      <Select.Portal>
        <Select.Content
          position="popper"
          sideOffset={6}
          className="z-50 max-h-80 min-w-[var(--radix-select-trigger-width)] rounded-xl border bg-surface p-1.5 shadow-card"
        >
          <Select.Viewport>
            {options.map((option) => (
              <Select.Item
                key={option.value}
                value={option.value}
                className="flex cursor-pointer items-center justify-between gap-4 rounded-lg px-2.5 py-2 text-sm outline-none data-[highlighted]:bg-sunken"
              >
                <Select.ItemText>{option.label}</Select.ItemText>
                <Select.ItemIndicator>
                  <Check className="size-4 text-accent" aria-hidden />
                </Select.ItemIndicator>
              </Select.Item>
            ))}
          </Select.Viewport>
        </Select.Content>
      </Select.Portal>
    </Select.Root>
  );
}
