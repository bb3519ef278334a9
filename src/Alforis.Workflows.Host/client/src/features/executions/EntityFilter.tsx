import { useQuery } from '@tanstack/react-query';
import { Building2, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type EntityType, entitiesQuery } from '@/shared/crm/entities';
import { Button } from '@/shared/ui/Button';
import { Choice } from '@/shared/ui/Choice';
import { Input } from '@/shared/ui/Field';
import { Popover } from '@/shared/ui/Popover';
import { useDebounced } from '@/shared/useDebounced';

type EntityChoice = { type: EntityType; id: number };

/** `deal:12` as the address has it. */
export function parseEntity(text: string): EntityChoice | null {
  const [, type, id] = /^(deal|organisation):([1-9]\d{0,15})$/.exec(text) ?? [];
  return type ? { type: type as EntityType, id: Number(id) } : null;
}

/** One organisation or deal, found by its name or number. */
export function EntityFilter({ value, onChange }: { value: EntityChoice | null; onChange: (value: string | null) => void }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [type, setType] = useState<EntityType>(value?.type ?? 'deal');
  const [text, setText] = useState('');
  const isNumber = /^[1-9]\d{0,15}$/.test(text.trim());
  const found = useQuery({ ...entitiesQuery(type, useDebounced(text.trim())), enabled: open });
  const choose = (id: number) => {
    onChange(`${type}:${id}`);
    setOpen(false);
  };
  const options = [...(isNumber ? [{ id: Number(text), name: `${t(`entity.${type}`)} ${text.trim()}` }] : []), ...(found.data ?? [])];
  return (
    <span className="inline-flex gap-1">
      <Popover
        label={t('runs.entity')}
        open={open}
        onOpenChange={setOpen}
        trigger={
          <Button className="font-normal!">
            <Building2 aria-hidden className="text-muted" />
            {value ? `${t(`entity.${value.type}`)} ${value.id}` : t('runs.entity_any')}
          </Button>
        }
      >
        <div className="flex w-72 max-w-full flex-col gap-2">
          <Choice
            label={t('runs.entity')}
            value={type}
            options={(['deal', 'organisation'] as const).map((v) => ({ value: v, label: t(`entity.${v}`) }))}
            onChange={(v) => setType(v as EntityType)}
          />
          <Input
            aria-label={t('runs.entity_find')}
            placeholder={t('runs.entity_find')}
            value={text}
            onChange={(e) => setText(e.target.value)}
            onKeyDown={(e) => e.key === 'Enter' && options[0] && choose(options[0].id)}
          />
          <ul className="max-h-64 overflow-y-auto">
            {options.map((o) => (
              <li key={`${o.id} ${o.name}`}>
                <Button look="ghost" size="sm" className="w-full justify-between font-normal!" onClick={() => choose(o.id)}>
                  <span className="truncate">{o.name}</span>
                  <span className="tabular text-xs text-muted">{o.id}</span>
                </Button>
              </li>
            ))}
          </ul>
          {found.data && options.length === 0 && <p className="text-sm text-muted">{t('runs.entity_none')}</p>}
        </div>
      </Popover>
      {value && (
        <Button look="ghost" size="icon" aria-label={t('action.clear')} onClick={() => onChange(null)}>
          <X aria-hidden />
        </Button>
      )}
    </span>
  );
}
