import type { ComponentProps } from 'react';
import { cn } from './cn';

/** A surface that holds something together. */
export function Card({ className, ...rest }: ComponentProps<'section'>) {
  return <section {...rest} className={cn('rounded-xl border bg-surface shadow-card', className)} />;
}
