import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const base =
  /node_modules\/(react|react-dom|scheduler|react-router|cookie|i18next|react-i18next|use-sync-external-store|openapi-fetch|@tanstack\/(react-query|query-core))\//;

const parts =
  /node_modules\/(@radix-ui\/(?!react-(tabs|switch|checkbox|label)\/)|@floating-ui\/|react-remove-scroll|aria-hidden|react-style-singleton|use-callback-ref|use-sidecar|tslib|tailwind-merge|clsx|class-variance-authority|@tanstack\/(react-table|table-core))/;

export default defineConfig({
  plugins: [react(), tailwindcss()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    sourcemap: false,
    chunkSizeWarningLimit: 700,
    manifest: true,
    // What every page needs, in one file that changes only with its packages.
    rolldownOptions: {
      output: {
        advancedChunks: {
          groups: [
            { name: 'base', test: base },
            { name: 'parts', test: parts },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:5080', '/hubs': { target: 'http://127.0.0.1:5080', ws: true } } },
  test: { environment: 'jsdom', setupFiles: ['./src/test/setup.ts'], css: false, restoreMocks: true },
});
