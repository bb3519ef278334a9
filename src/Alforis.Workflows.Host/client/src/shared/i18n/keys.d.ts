import type { texts as first } from './fr';
import type { texts as pages } from './fr/pages';

/** What may be said is what there are texts for: another key is an error when the client is built. */
declare module 'i18next' {
  interface CustomTypeOptions {
    returnNull: false;
    resources: { translation: typeof first & typeof pages };
  }
}
