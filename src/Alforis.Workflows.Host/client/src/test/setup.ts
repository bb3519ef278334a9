import '@testing-library/jest-dom/vitest';
import { cleanup } from '@testing-library/react';
import { afterEach, beforeAll, vi } from 'vitest';
import { beginTexts, i18n, loadPageTexts } from '@/shared/i18n';

// jsdom has neither.
globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
window.matchMedia ??= vi
  .fn()
  .mockImplementation((query: string) => ({ matches: false, media: query, addEventListener() {}, removeEventListener() {} }));

beforeAll(async () => {
  if (!i18n.isInitialized) await beginTexts('fr');
  await loadPageTexts();
});

afterEach(() => {
  cleanup();
  localStorage.clear();
});
