import { type ClassValue, clsx } from 'clsx';

/**
 * Joins class names. Of two that set the same, the order in the stylesheet decides, and not the order here: name alternatives as alternatives, and mark with `!` what is to win over a
 * component's own. (A library that drops the losers costs 8 KB of the first view.)
 */
export const cn = (...classes: ClassValue[]) => clsx(classes);
