import i18n from 'i18next';
import { initReactI18next } from 'react-i18next';

const key = 'language';
const texts = {
  fr: async () => (await import('./fr')).texts,
  en: async () => (await import('./en')).texts,
};
export type Language = keyof typeof texts;

const wanted = (): Language => {
  const stored = localStorage.getItem(key);
  if (stored === 'fr' || stored === 'en') return stored;
  return navigator.languages.some((l) => l.toLowerCase().startsWith('fr')) ||
    !navigator.languages.some((l) => l.toLowerCase().startsWith('en'))
    ? 'fr'
    : 'en';
};

/** Only the language that is read is loaded. */
async function load(language: Language) {
  if (!i18n.hasResourceBundle(language, 'translation')) i18n.addResourceBundle(language, 'translation', await texts[language]());
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
}

/** Changes the language, and remembers it. */
export async function chooseLanguage(language: Language) {
  localStorage.setItem(key, language);
  await load(language);
  await i18n.changeLanguage(language);
}

export { i18n };
