import { useTranslation } from 'react-i18next';

/** A day of the calendar, which is the same in every time zone. */
export function Day({ value }: { value: string }) {
  const { i18n } = useTranslation();
  const text = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(`${value}T00:00:00Z`));
  return (
    <time dateTime={value} className="whitespace-nowrap">
      {text}
    </time>
  );
}
