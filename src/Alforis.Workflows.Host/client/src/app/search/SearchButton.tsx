import { Search } from 'lucide-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePages } from '@/app/shell/Navigation';

const SearchDialog = lazy(async () => ({ default: (await import('./SearchDialog')).SearchDialog }));

/** Opens the search by a click, or by Ctrl or ⌘ and K; what it takes is loaded then. */
export function SearchButton() {
  const { t } = useTranslation();
  const pages = usePages();
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'k') return;
      event.preventDefault();
      setOpen((open) => !open);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K Meta+K"
        onClick={() => setOpen(true)}
        className="flex h-9 w-9 items-center justify-center gap-2.5 rounded-lg border text-sm text-muted hover:bg-sunken sm:w-72 sm:justify-start sm:px-3"
      >
        <Search className="size-4 shrink-0" aria-hidden />
        <span className="sr-only flex-1 text-left sm:not-sr-only">{t('search.open')}</span>
        <kbd aria-hidden className="hidden rounded border bg-sunken px-1.5 font-sans text-xs sm:block">
          Ctrl K
        </kbd>
      </button>
      <Suspense>
        {isOpen && <SearchDialog pages={pages.map(({ to, label }) => ({ to, title: label }))} onClose={() => setOpen(false)} />}
      </Suspense>
    </>
  );
}
