import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

/** Numbers as the user's language writes them. */
export function useNumbers() {
  const { i18n } = useTranslation();
  return useMemo(() => {
    const whole = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 0 });
    const percent = new Intl.NumberFormat(i18n.language, { style: 'percent', maximumFractionDigits: 1 });
    const money = new Intl.NumberFormat(i18n.language, { style: 'currency', currency: 'EUR', maximumFractionDigits: 0 });
    const few = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1 });
    return {
      whole: (value: number) => whole.format(value),
      percent: (share: number) => percent.format(share),
      money: (value: number) => money.format(value),
      duration: (ms: number) =>
        ms < 1000 ? `${few.format(ms)} ms` : ms < 60_000 ? `${few.format(ms / 1000)} s` : `${few.format(ms / 60_000)} min`,
    };
  }, [i18n.language]);
}
