import i18n from 'i18next';
import { initReactI18next } from 'react-i18next';

const key = 'language';
const texts = {
  fr: [() => import('./fr'), () => import('./fr/pages')],
  en: [() => import('./en'), () => import('./en/pages')],
} as const;
export type Language = keyof typeof texts;

const wanted = (): Language => {
  const stored = localStorage.getItem(key);
  if (stored === 'fr' || stored === 'en') return stored;
  return navigator.languages.some((l) => l.toLowerCase().startsWith('fr')) ||
    !navigator.languages.some((l) => l.toLowerCase().startsWith('en'))
    ? 'fr'
    : 'en';
};

let wantsPages = false;
let begin = () => {};
const begun = new Promise<void>((resolve) => {
  begin = resolve;
});

/** Only the language that is read is loaded, and only what the pages so far need of it. */
async function load(language: Language) {
  const parts = await Promise.all(texts[language].slice(0, wantsPages ? 2 : 1).map((part) => part()));
  for (const part of parts) i18n.addResourceBundle(language, 'translation', part.texts, true, true);
}

/** Loads what pages other than the first say, too. */
export async function loadPageTexts() {
  wantsPages = true;
  void texts[wanted()][1]();
  await begun;
  await load(i18n.language as Language);
}

/** Loads the texts of the reader's language; before anything is shown. */
export async function beginTexts(language: Language = wanted()) {
  i18n.on('languageChanged', (chosen) => {
    document.documentElement.lang = chosen;
  });
  await i18n.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: {},
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  await load(language);
  await i18n.changeLanguage(language);
  begin();
}

/** Changes the language, and remembers it. */
export async function chooseLanguage(language: Language) {
  localStorage.setItem(key, language);
  await load(language);
  await i18n.changeLanguage(language);
}

export { i18n };
