import { useTranslation } from 'react-i18next';
import { Copyable } from '@/shared/ui/Copyable';
import { addressOf, curlOf } from './curl';
import type { Hook } from './queries';

/** Where calls go, and one to try. */
export function HookExample({ hook, secret }: { hook: Pick<Hook, 'slug' | 'kind'>; secret: string }) {
  const { t } = useTranslation();
  return (
    <>
      <Copyable label={t('incoming.address')} value={addressOf(hook.slug)} />
      <Copyable label={t('incoming.example')} value={curlOf(hook, secret)} />
    </>
  );
}
