import { useQuery } from '@tanstack/react-query';
import { KeyRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useMay } from '@/features/auth/session';
import { useFilters } from '@/shared/useFilters';
import { ItemList } from '../ItemList';
import { HookRow } from './HookRow';
import { NewHook } from './NewHook';
import { hooksQuery, pageSize } from './queries';

/** The addresses that other systems may call. */
export function HooksSection() {
  const { t } = useTranslation();
  const may = useMay();
  const { skip, setSkip } = useFilters();
  return (
    <ItemList
      page={useQuery(hooksQuery(skip))}
      skip={skip}
      limit={pageSize}
      onSkip={setSkip}
      icon={KeyRound}
      texts={{
        lead: t('incoming.lead'),
        create: t('incoming.new'),
        empty: t('incoming.empty'),
        emptyHint: t('incoming.empty_hint'),
      }}
      mayCreate={may('incoming_hooks:create')}
      createDialog={(onClose) => <NewHook onClose={onClose} />}
    >
      {(hook) => <HookRow key={hook.slug} hook={hook} />}
    </ItemList>
  );
}
