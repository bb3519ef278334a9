import { type ClassValue, clsx } from 'clsx';
import { twMerge } from 'tailwind-merge';

/** Joins class names; of two that set the same the later one counts. */
export const cn = (...classes: ClassValue[]) => twMerge(clsx(classes));
