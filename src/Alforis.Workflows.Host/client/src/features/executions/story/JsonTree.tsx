import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { JsonView } from 'react-json-view-lite';
import { bounded, mostElements } from './bounds';

const look = {
  container: 'font-mono leading-relaxed break-words',
  basicChildStyle: 'pl-4',
  childFieldsContainer: 'list-none',
  label: 'mr-1.5 text-muted',
  clickableLabel: 'mr-1.5 cursor-pointer text-muted',
  nullValue: 'text-muted',
  undefinedValue: 'text-muted',
  stringValue: 'text-success',
  booleanValue: 'text-info',
  numberValue: 'text-accent-strong',
  otherValue: 'text-ink',
  punctuation: 'text-muted',
  collapseIcon: "mr-1 inline-block w-3 cursor-pointer text-muted after:content-['▾']",
  expandIcon: "mr-1 inline-block w-3 cursor-pointer text-muted after:content-['▸']",
  collapsedContent: "mx-1 text-muted after:content-['…']",
  noQuotesForStringValues: false,
};

/** A value as a tree to fold and unfold, of which large values show only the beginning. Loaded when somebody looks at one. */
export default function JsonTree({ value }: { value: unknown }) {
  const { t } = useTranslation();
  const shown = useMemo(() => bounded(value), [value]);
  const isTree = typeof shown.value === 'object' && shown.value !== null;
  return (
    <div className="flex flex-col gap-2">
      {shown.isCut && <p className="text-xs text-muted">{t('story.capped', { count: mostElements })}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must do so by keyboard */}
      <section aria-label="JSON" tabIndex={0} className="max-h-96 overflow-auto rounded-lg bg-sunken p-3 text-xs">
        {isTree ? (
          <JsonView data={shown.value as object} style={look} shouldExpandNode={(level) => level < (shown.isCut ? 1 : 2)} />
        ) : (
          <pre className="break-words whitespace-pre-wrap">
            {typeof shown.value === 'string' ? shown.value : JSON.stringify(shown.value)}
          </pre>
        )}
      </section>
    </div>
  );
}
