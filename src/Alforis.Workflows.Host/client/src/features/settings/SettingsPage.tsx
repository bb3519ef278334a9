import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, NavLink, useNavigate, useParams, useSearchParams } from 'react-router';
import { useMay } from '@/features/auth/session';
import { Choice } from '@/shared/ui/Choice';
import { cn } from '@/shared/ui/cn';
import { PageTitle } from '@/shared/ui/PageTitle';
import { LoadingRows } from '@/shared/ui/Skeleton';
import { sections } from './sections';

/** The settings: a list of parts, of which those are there that the user may see. */
export function SettingsPage() {
  const { t } = useTranslation();
  const may = useMay();
  const navigate = useNavigate();
  const { section } = useParams();
  const [search] = useSearchParams();
  const open = sections.filter((s) => s.permission === null || may(s.permission));
  const chosen = open.find((s) => s.name === section);
  if (!chosen) return <Navigate to={`/settings/${open[0]?.name}`} replace />;
  const { name, Content } = chosen;
  // An editor has the whole width.
  const isFull = name === 'templates' && search.has('template');
  return (
    <>
      <PageTitle title={t(`settings.section.${name}`)} lead={t(`settings.lead.${name}`)} />
      <div className="flex flex-col gap-5 lg:flex-row lg:items-start lg:gap-8">
        <div className={cn('lg:hidden', isFull && 'hidden')}>
          <Choice
            label={t('settings.sections')}
            value={name}
            options={open.map((s) => ({ value: s.name, label: t(`settings.section.${s.name}`) }))}
            onChange={(next) => void navigate(`/settings/${next}`)}
            className="w-full"
          />
        </div>
        <nav aria-label={t('settings.sections')} className={cn('sticky top-20 hidden w-52 shrink-0 flex-col gap-1', !isFull && 'lg:flex')}>
          {open.map(({ name: own, icon: Icon }) => (
            <NavLink
              key={own}
              to={`/settings/${own}`}
              className={({ isActive }) =>
                cn(
                  'flex items-center gap-3 rounded-lg px-3 py-2 text-sm',
                  isActive ? 'bg-sunken font-medium text-ink' : 'text-muted hover:bg-sunken hover:text-ink',
                )
              }
            >
              <Icon className="size-4" aria-hidden />
              {t(`settings.section.${own}`)}
            </NavLink>
          ))}
        </nav>
        <div className="flex min-w-0 flex-1 flex-col gap-5">
          <Suspense fallback={<LoadingRows />}>
            <Content />
          </Suspense>
        </div>
      </div>
    </>
  );
}
