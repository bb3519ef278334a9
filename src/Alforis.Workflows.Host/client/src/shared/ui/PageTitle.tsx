import { type ReactNode, useEffect } from 'react';

/** Names the browser's tab after the page. */
export function usePageTitle(title: string) {
  useEffect(() => {
    document.title = `${title} · Alforis Workflows`;
  }, [title]);
}

/** The head of a page: what it is, and what can be done there. */
export function PageTitle({ title, lead, actions }: { title: string; lead?: ReactNode; actions?: ReactNode }) {
  usePageTitle(title);
  return (
    <header className="flex flex-col items-start justify-between gap-4 md:flex-row">
      <div className="flex min-w-0 flex-col gap-1">
        <h1 className="text-2xl font-semibold tracking-tight break-words">{title}</h1>
        {lead && <div className="max-w-3xl text-sm text-muted">{lead}</div>}
      </div>
      {actions && <div className="flex shrink-0 flex-wrap gap-2">{actions}</div>}
    </header>
  );
}
