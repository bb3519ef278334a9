import { Check, Languages, Monitor, Moon, Sun } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { chooseLanguage, type Language } from '@/shared/i18n';
import { type Theme, useTheme } from '@/shared/theme/useTheme';
import { Button } from './Button';
import { Menu, MenuItem } from './Menu';

const icons = { system: Monitor, light: Sun, dark: Moon };

/** Language and appearance: both go by the browser until somebody chooses. */
export function Preferences() {
  const { t, i18n } = useTranslation();
  const { theme, choose } = useTheme();
  const Icon = icons[theme];
  return (
    <>
      <Menu
        trigger={
          <Button look="ghost" size="icon" aria-label={t('language.label')}>
            <Languages aria-hidden />
          </Button>
        }
      >
        {(['fr', 'en'] as Language[]).map((language) => (
          <MenuItem key={language} onSelect={() => void chooseLanguage(language)} lang={language} aria-current={i18n.language === language}>
            <span className="flex-1">{t(`language.${language}`)}</span>
            {i18n.language === language && <Check aria-hidden />}
          </MenuItem>
        ))}
      </Menu>
      <Menu
        trigger={
          <Button look="ghost" size="icon" aria-label={t('theme.label')}>
            <Icon aria-hidden />
          </Button>
        }
      >
        {(['system', 'light', 'dark'] as Theme[]).map((option) => {
          const OptionIcon = icons[option];
          return (
            <MenuItem key={option} onSelect={() => choose(option)} aria-current={theme === option}>
              <OptionIcon aria-hidden />
              <span className="flex-1">{t(`theme.${option}`)}</span>
              {theme === option && <Check aria-hidden />}
            </MenuItem>
          );
        })}
      </Menu>
    </>
  );
}
