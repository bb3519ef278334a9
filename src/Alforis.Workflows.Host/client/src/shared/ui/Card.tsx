import type { ComponentProps } from 'react';
import { cn } from './cn';

/** A surface that holds something together. */
export function Card({ className, ...rest }: ComponentProps<'section'>) {
  return <section {...rest} className={cn('min-w-0 overflow-hidden rounded-xl border bg-surface shadow-card', className)} />;
}
