import { useQuery } from '@tanstack/react-query';
import { Search, X } from 'lucide-react';
import { type KeyboardEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Entity, type EntityType, entitiesQuery, type Stage } from '@/shared/crm/entities';
import { sentenceOf } from '@/shared/problems/words';
import { useDebounced } from '@/shared/useDebounced';
import { Button } from './Button';
import { cn } from './cn';
import { Input } from './Field';

type Props = {
  type: EntityType;
  label: string;
  value: Entity | null;
  onChange: (entity: Entity | null) => void;
  error?: string | undefined;
};

/** Finds an organisation or a deal by words, with the keys of a combobox: arrows, Home, End, Enter, Escape. */
export function EntityPicker({ type, label, value, onChange, error }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const [text, setText] = useState('');
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const words = useDebounced(text.trim());
  const found = useQuery({ ...entitiesQuery(type, words), enabled: isOpen });
  const entities = found.data ?? [];
  const isSettling = found.isPending || found.isPlaceholderData || words !== text.trim();

  const choose = (entity: Entity) => {
    onChange(entity);
    setText('');
    setOpen(false);
    setActive(-1);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const last = entities.length - 1;
    if (event.key === 'Escape' && isOpen) setOpen(false);
    else if (event.key === 'ArrowDown') {
      setOpen(true);
      setActive((at) => (at >= last ? 0 : at + 1));
    } else if (event.key === 'ArrowUp') {
      setOpen(true);
      setActive((at) => (at <= 0 ? last : at - 1));
    } else if (isOpen && event.key === 'Home' && active >= 0) setActive(0);
    else if (isOpen && event.key === 'End' && active >= 0) setActive(last);
    else if (isOpen && event.key === 'Enter') {
      // What is shown may still be the answer to fewer letters: it is not chosen by a key that came too early.
      const entity = isSettling ? undefined : entities[active];
      if (entity) choose(entity);
    } else return;
    event.preventDefault();
  };
  const told = isSettling
    ? t('state.loading')
    : found.isError
      ? sentenceOf(found.error)
      : entities.length === 0
        ? t('picker.none')
        : t('picker.found', { count: entities.length });

  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <div className="relative">
        <Search className="pointer-events-none absolute top-3 left-3 size-4 text-muted" aria-hidden />
        <Input
          id={id}
          role="combobox"
          autoComplete="off"
          aria-autocomplete="list"
          aria-expanded={isOpen}
          aria-controls={`${id}-list`}
          aria-activedescendant={isOpen && entities[active] ? `${id}-${active}` : undefined}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-error` : undefined}
          placeholder={t('picker.hint')}
          maxLength={200}
          value={value && !isOpen ? value.name : text}
          className={cn('pl-9', value && 'pr-10')}
          onClick={() => setOpen(true)}
          onBlur={() => setOpen(false)}
          onKeyDown={onKeyDown}
          onChange={(event) => {
            setText(event.target.value);
            setActive(-1);
            setOpen(true);
          }}
        />
        {value && !isOpen && (
          <Button
            look="ghost"
            size="icon"
            aria-label={t('picker.clear')}
            className="absolute top-1 right-1 size-8!"
            onClick={() => onChange(null)}
          >
            <X aria-hidden />
          </Button>
        )}
      </div>
      {value && !isOpen && <p className="text-sm text-muted">{<Facts entity={value} />}</p>}
      {error && (
        <p id={`${id}-error`} className="text-sm text-danger">
          {error}
        </p>
      )}
      <div role="status" className={isOpen && entities.length === 0 ? 'text-sm text-muted' : 'sr-only'}>
        {isOpen && told}
      </div>
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label={label}
        hidden={!isOpen || entities.length === 0}
        className={cn('max-h-64 overflow-y-auto rounded-xl border bg-surface p-1.5', isSettling && 'opacity-60')}
      >
        {isOpen &&
          entities.map((entity, at) => (
            <div
              key={entity.id}
              id={`${id}-${at}`}
              role="option"
              tabIndex={-1}
              aria-selected={at === active}
              className={cn('flex cursor-pointer flex-col rounded-lg px-2.5 py-1.5 text-sm', at === active && 'bg-accent-soft')}
              // The input keeps the focus.
              onMouseDown={(event) => event.preventDefault()}
              onMouseMove={() => setActive(at)}
              onClick={() => choose(entity)}
              onKeyDown={onKeyDown}
            >
              <span className="font-medium">{entity.name}</span>
              <span className="text-xs text-muted">
                <Facts entity={entity} />
              </span>
            </div>
          ))}
      </div>
    </div>
  );
}

function Facts({ entity }: { entity: Entity }) {
  const { t } = useTranslation();
  return [`#${entity.id}`, entity.place, t(`stage.${entity.stage as Stage}`)].filter(Boolean).join(' · ');
}
