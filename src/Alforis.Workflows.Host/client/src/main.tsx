import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { beginTexts } from '@/shared/i18n';
import './index.css';
import { App } from './app/App';

void beginTexts().then(() =>
  createRoot(document.getElementById('root') as HTMLElement).render(
    <StrictMode>
      <App />
    </StrictMode>,
  ),
);
