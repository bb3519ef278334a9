import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ApiProblem } from '@/shared/api/problem';
import type { components } from '@/shared/api/schema';
import type { Entity } from '@/shared/crm/entities';
import { useDebounced } from '@/shared/useDebounced';
import type { Draft } from './draft';
import { previewQuery } from './queries';

export type Preview = components['schemas']['EmailPreviewAnswer'];

/** The e-mail, a moment after the last key. While the text has mistakes the last good one stays. */
export function usePreview({ subject, html, text }: Draft, entity: Entity | null, isReady: boolean) {
  const settled = useDebounced(JSON.stringify([subject, html, text]), 400);
  const [a, b, c] = JSON.parse(settled) as [string, string, string];
  const isEmpty = !a.trim() || !b.trim() || !c.trim();
  const { data, error, isFetching } = useQuery({ ...previewQuery({ subject: a, html: b, text: c }, entity), enabled: isReady && !isEmpty });
  const [last, setLast] = useState<Preview | null>(null);
  useEffect(() => {
    if (data) setLast(data);
  }, [data]);
  return {
    shown: data ?? last,
    isOld: !data && last !== null,
    isEmpty,
    isFetching,
    error: isEmpty ? null : error,
    mistakes: !isEmpty && error instanceof ApiProblem ? error.errors : [],
  };
}
