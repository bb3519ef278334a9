import '@testing-library/jest-dom/vitest';
import { cleanup } from '@testing-library/react';
import { afterEach, vi } from 'vitest';

// jsdom has neither.
globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
window.matchMedia ??= vi
  .fn()
  .mockImplementation((query: string) => ({ matches: false, media: query, addEventListener() {}, removeEventListener() {} }));

afterEach(() => {
  cleanup();
  localStorage.clear();
});
