import { CircleCheck, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Card } from '@/shared/ui/Card';
import { type Finding, findings, type System } from './findings';

/** In plain words: all is well, or what is not. */
export function Health({ system }: { system: System }) {
  const { t } = useTranslation();
  const found = findings(system);
  const isWell = found.length === 0;
  const Icon = isWell ? CircleCheck : TriangleAlert;
  return (
    <Card className="flex items-start gap-4 p-5" aria-live="polite" aria-label={t('system.health')}>
      <span className={isWell ? 'rounded-xl bg-success-soft p-2.5 text-success' : 'rounded-xl bg-warning-soft p-2.5 text-warning'}>
        <Icon className="size-5" aria-hidden />
      </span>
      <div className="flex min-w-0 flex-col gap-2">
        <h2 className="font-semibold">{isWell ? t('system.well') : t('system.unwell')}</h2>
        {isWell ? (
          <p className="text-sm text-muted">{t('system.well_hint')}</p>
        ) : (
          <ul className="flex flex-col gap-1.5 text-sm">
            {found.map((finding) => (
              <li key={finding.kind}>
                <Words finding={finding} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </Card>
  );
}

function Words({ finding }: { finding: Finding }) {
  const { t, i18n } = useTranslation();
  switch (finding.kind) {
    case 'waiting': {
      const minutes = Math.floor(finding.seconds / 60);
      const unit = minutes < 1 ? 'second' : minutes < 120 ? 'minute' : 'hour';
      const value = unit === 'second' ? Math.floor(finding.seconds) : unit === 'minute' ? minutes : Math.floor(minutes / 60);
      const time = new Intl.NumberFormat(i18n.language, { style: 'unit', unit, unitDisplay: 'long' }).format(value);
      return t('system.waiting', { time });
    }
    case 'silent':
      return t('system.silent', { names: new Intl.ListFormat(i18n.language).format(finding.names) });
    case 'parked':
      return t('system.parked_found', { count: finding.count });
    default:
      return t(`system.${finding.kind}`);
  }
}
