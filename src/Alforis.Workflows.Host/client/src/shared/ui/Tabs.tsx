import { Tabs as Base } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from './cn';

type Tab = { value: string; label: string; content: ReactNode };

/** Tabs whose choice is somebody else's to keep: pages keep it in the address. */
export function Tabs({ tabs, value, onChange, label }: { tabs: Tab[]; value: string; onChange: (value: string) => void; label: string }) {
  return (
    <Base.Root value={value} onValueChange={onChange} className="flex flex-col gap-5">
      <Base.List aria-label={label} className="flex gap-1 overflow-x-auto border-b">
        {tabs.map((tab) => (
          <Base.Trigger
            key={tab.value}
            value={tab.value}
            className={cn(
              '-mb-px border-b-2 border-transparent px-3.5 py-2.5 text-sm font-medium whitespace-nowrap text-muted hover:text-ink',
              'data-[state=active]:border-accent data-[state=active]:text-ink',
            )}
          >
            {tab.label}
          </Base.Trigger>
        ))}
      </Base.List>
      {tabs.map((tab) => (
        <Base.Content key={tab.value} value={tab.value} className="outline-offset-4">
          {tab.content}
        </Base.Content>
      ))}
    </Base.Root>
  );
}
