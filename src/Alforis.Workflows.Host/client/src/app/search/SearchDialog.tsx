import { useQuery } from '@tanstack/react-query';
import { Building2, CornerDownLeft, Handshake, Search, Workflow } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useMay } from '@/features/auth/session';
import type { Stage } from '@/shared/crm/entities';
import { cn } from '@/shared/ui/cn';
import { useDebounced } from '@/shared/useDebounced';
import { entityHitsQuery, findPages, type Hit, type Page, workflowHitsQuery } from './hits';

const icons = { pages: CornerDownLeft, organisations: Building2, deals: Handshake, workflows: Workflow };

/** Finds organisations, deals, workflows and pages from anywhere, and goes there. */
export function SearchDialog({ pages, onClose }: { pages: Page[]; onClose: () => void }) {
  const { t } = useTranslation();
  const id = useId();
  const navigate = useNavigate();
  const may = useMay();
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const words = useDebounced(text.trim(), 150);
  const isAsked = words !== '';
  const queries = {
    organisations: useQuery({ ...entityHitsQuery('organisation', words), enabled: isAsked && may('organisations:read') }),
    deals: useQuery({ ...entityHitsQuery('deal', words), enabled: isAsked && may('deals:read') }),
    workflows: useQuery({ ...workflowHitsQuery(words), enabled: isAsked && may('workflows:read') }),
  };
  const entityHits = (group: 'organisations' | 'deals'): Hit[] =>
    isAsked
      ? (queries[group].data ?? []).slice(0, 6).map((e) => ({
          group,
          to: `/${group}/${e.id}`,
          title: e.name,
          detail: [e.place, t(`stage.${e.stage as Stage}`)].filter(Boolean).join(' · '),
        }))
      : [];
  const hits: Hit[] = [
    ...entityHits('organisations'),
    ...entityHits('deals'),
    ...(isAsked ? (queries.workflows.data?.items ?? []) : []).map(
      (w): Hit => ({
        group: 'workflows',
        to: `/workflows/${w.id}`,
        title: w.name,
        detail: t(`status.${w.status as 'active'}`),
      }),
    ),
    ...findPages(pages, text.trim()),
  ];
  const all = Object.values(queries);
  const isSettling = text.trim() !== words || all.some((q) => q.isFetching && (q.isPending || q.isPlaceholderData));
  // biome-ignore lint/correctness/useExhaustiveDependencies: other words have another first result
  useEffect(() => setActive(0), [text]);

  const go = (hit: Hit) => {
    onClose();
    void navigate(hit.to);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setActive((at) => (at + 1) % Math.max(1, hits.length));
    else if (event.key === 'ArrowUp') setActive((at) => (at + hits.length - 1) % Math.max(1, hits.length));
    else if (event.key === 'Enter') {
      const hit = isSettling ? undefined : hits[active];
      if (hit) go(hit);
    } else return;
    event.preventDefault();
  };
  useEffect(() => {
    document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, active]);

  return (
    <Dialog.Root open onOpenChange={onClose}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-black/45" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed top-[10dvh] left-1/2 z-50 flex max-h-[80dvh] w-[calc(100vw-2rem)] max-w-xl -translate-x-1/2 flex-col overflow-hidden rounded-2xl border bg-surface shadow-card"
        >
          <Dialog.Title className="sr-only">{t('search.open')}</Dialog.Title>
          <div className="flex items-center gap-3 border-b px-4">
            <Search className="size-5 shrink-0 text-muted" aria-hidden />
            <input
              role="combobox"
              aria-label={t('search.open')}
              aria-autocomplete="list"
              aria-expanded={hits.length > 0}
              aria-controls={`${id}-list`}
              aria-activedescendant={hits[active] ? `${id}-${active}` : undefined}
              autoComplete="off"
              placeholder={t('search.hint')}
              maxLength={200}
              value={text}
              onChange={(event) => setText(event.target.value)}
              onKeyDown={onKeyDown}
              className="h-13 min-w-0 flex-1 bg-transparent outline-none placeholder:text-muted"
            />
          </div>
          <p role="status" className={hits.length > 0 ? 'sr-only' : 'px-5 py-8 text-center text-sm text-muted'}>
            {isSettling ? t('state.loading') : hits.length === 0 ? t('search.none', { words }) : t('search.found', { count: hits.length })}
          </p>
          {all.some((q) => q.isError) && (
            <p role="alert" className="border-b bg-danger-soft px-5 py-2 text-sm text-danger">
              {t('search.partly')}
            </p>
          )}
          <div
            id={`${id}-list`}
            role="listbox"
            aria-label={t('search.open')}
            hidden={hits.length === 0}
            className={cn('overflow-y-auto p-2', isSettling && 'opacity-60')}
          >
            {(['organisations', 'deals', 'workflows', 'pages'] as const).map((group) => {
              const own = hits.map((hit, at) => ({ hit, at })).filter(({ hit }) => hit.group === group);
              const Icon = icons[group];
              const label = group === 'pages' ? t('search.pages') : t(`nav.${group}`);
              return (
                own.length > 0 && (
                  // biome-ignore lint/a11y/useSemanticElements: a group of options within a list box
                  <div key={group} role="group" aria-label={label}>
                    <p aria-hidden className="px-3 pt-2 pb-1 text-xs font-medium text-muted">
                      {label}
                    </p>
                    {own.map(({ hit, at }) => (
                      <div
                        key={hit.to}
                        id={`${id}-${at}`}
                        role="option"
                        tabIndex={-1}
                        aria-selected={at === active}
                        onMouseMove={() => setActive(at)}
                        onMouseDown={(event) => event.preventDefault()}
                        onClick={() => go(hit)}
                        onKeyDown={onKeyDown}
                        className={cn(
                          'flex cursor-pointer items-center gap-3 rounded-lg px-3 py-2 text-sm',
                          at === active && 'bg-accent-soft',
                        )}
                      >
                        <Icon className="size-4 shrink-0 text-muted" aria-hidden />
                        <span className="min-w-0 flex-1 truncate font-medium">{hit.title}</span>
                        {hit.detail && <span className="max-w-[45%] truncate text-xs text-muted">{hit.detail}</span>}
                      </div>
                    ))}
                  </div>
                )
              );
            })}
          </div>
          <p aria-hidden className="hidden border-t bg-sunken px-5 py-2 text-xs text-muted sm:block">
            {t('search.keys')}
          </p>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
