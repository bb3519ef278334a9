import { useSyncExternalStore } from 'react';

export type Theme = 'system' | 'light' | 'dark';

const key = 'theme';
const media = () => window.matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set<() => void>();

const chosen = (): Theme => {
  const stored = localStorage.getItem(key);
  return stored === 'light' || stored === 'dark' ? stored : 'system';
};

const apply = () => {
  const theme = chosen();
  const isDark = theme === 'dark' || (theme === 'system' && media().matches);
  document.documentElement.dataset.theme = isDark ? 'dark' : 'light';
  // The browser's own frame, where it has one: as the head of the page.
  document.querySelector('meta[name=theme-color]')?.setAttribute('content', isDark ? '#191b24' : '#ffffff');
  for (const listener of listeners) listener();
};

function subscribe(listener: () => void) {
  if (listeners.size === 0) media().addEventListener('change', apply);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) media().removeEventListener('change', apply);
  };
}

/** The theme that the user has chosen, and how to choose another. */
export function useTheme() {
  const theme = useSyncExternalStore(subscribe, chosen);
  const choose = (next: Theme) => {
    if (next === 'system') localStorage.removeItem(key);
    else localStorage.setItem(key, next);
    apply();
  };
  const isDark = useSyncExternalStore(subscribe, () => document.documentElement.dataset.theme === 'dark');
  return { theme, isDark, choose };
}
