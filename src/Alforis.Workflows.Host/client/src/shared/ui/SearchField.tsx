import { Search } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Input } from './Field';

/** Types at once, searches a moment after the last key. */
export function SearchField({ value, label, onChange }: { value: string; label: string; onChange: (value: string) => void }) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text === value) return undefined;
    const timer = setTimeout(() => onChange(text), 250);
    return () => clearTimeout(timer);
  }, [text, value, onChange]);
  return (
    <div className="relative min-w-48 flex-1">
      <Search className="pointer-events-none absolute top-2.5 left-3 size-4 text-muted" aria-hidden />
      <Input
        type="search"
        aria-label={label}
        placeholder={label}
        value={text}
        maxLength={200}
        onChange={(e) => setText(e.target.value)}
        className="h-9! pl-9 text-sm not-focus-visible:border-line!"
      />
    </div>
  );
}
