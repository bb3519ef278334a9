import i18n from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from './en';
import { fr } from './fr';

const key = 'language';
export type Language = 'fr' | 'en';

const wanted = (): Language => {
  const stored = localStorage.getItem(key);
  if (stored === 'fr' || stored === 'en') return stored;
  return navigator.languages.some((l) => l.toLowerCase().startsWith('fr')) ||
    !navigator.languages.some((l) => l.toLowerCase().startsWith('en'))
    ? 'fr'
    : 'en';
};

const tell = (language: string) => {
  document.documentElement.lang = language;
};

void i18n.use(initReactI18next).init({
  lng: wanted(),
  fallbackLng: 'en',
  resources: { fr: { translation: fr }, en: { translation: en } },
  interpolation: { escapeValue: false },
  returnNull: false,
});
tell(i18n.language);
i18n.on('languageChanged', tell);

/** Changes the language, and remembers it. */
export async function chooseLanguage(language: Language) {
  localStorage.setItem(key, language);
  await i18n.changeLanguage(language);
}

export { i18n };
