import { useQuery } from '@tanstack/react-query';
import { Send } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useMay } from '@/features/auth/session';
import { useFilters } from '@/shared/useFilters';
import { ItemList } from '../ItemList';
import { NewTarget } from './NewTarget';
import { pageSize, targetsQuery } from './queries';
import { TargetRow } from './TargetRow';

/** The targets that workflows call by name. */
export function TargetsSection() {
  const { t } = useTranslation();
  const may = useMay();
  const { skip, setSkip } = useFilters();
  return (
    <ItemList
      page={useQuery(targetsQuery(skip))}
      skip={skip}
      limit={pageSize}
      onSkip={setSkip}
      icon={Send}
      texts={{ lead: t('targets.lead'), create: t('targets.new'), empty: t('targets.empty'), emptyHint: t('targets.empty_hint') }}
      mayCreate={may('webhooks:create')}
      createDialog={(onClose) => <NewTarget onClose={onClose} />}
    >
      {(target) => <TargetRow key={target.id} target={target} />}
    </ItemList>
  );
}
