import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { keepSession, meQuery } from '@/features/auth/session';
import { beginTexts } from '@/shared/i18n';
import './index.css';
import { App } from './app/App';
import { queries } from './app/queries';
import { preload } from './app/routes';

// All at once: the page, who is looking, and the texts.
preload(window.location.pathname);
void queries.prefetchQuery(meQuery);
keepSession(queries);
void beginTexts().then(() =>
  createRoot(document.getElementById('root') as HTMLElement).render(
    <StrictMode>
      <App />
    </StrictMode>,
  ),
);
