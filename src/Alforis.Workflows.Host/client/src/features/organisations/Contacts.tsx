import { useTranslation } from 'react-i18next';
import { Badge } from '@/shared/ui/Badge';
import { Card } from '@/shared/ui/Card';
import { CardTitle } from '@/shared/ui/CardTitle';
import type { Organisation } from './queries';

/** The people who work at an organisation. */
export function Contacts({ contacts }: { contacts: NonNullable<Organisation['contacts']> }) {
  const { t } = useTranslation();
  return (
    <Card aria-label={t('crm.contacts')}>
      <CardTitle title={t('crm.contacts')} />
      {contacts.length === 0 ? (
        <p className="px-5 py-4 text-sm text-muted">{t('crm.no_contacts')}</p>
      ) : (
        <ul className="divide-y">
          {contacts.map((c) => (
            <li key={c.person_id} className="flex flex-col gap-0.5 px-5 py-3 text-sm">
              <span className="flex flex-wrap items-center gap-2 font-medium">
                {c.name}
                {c.is_primary && <Badge tone="accent">{t('crm.main_contact')}</Badge>}
              </span>
              {c.email && (
                <a
                  href={`mailto:${encodeURIComponent(c.email)}`}
                  className="rounded text-xs break-all text-muted underline underline-offset-2 hover:text-accent"
                >
                  {c.email}
                </a>
              )}
              {c.telephone && <span className="tabular text-xs text-muted">{c.telephone}</span>}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
