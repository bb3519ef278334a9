import { useEffect } from 'react';
import { Toaster as Base, toast } from 'sonner';
import { useTheme } from '@/shared/theme/useTheme';

/** What shows toasts; loaded late by `Toasts`. */
export function Toaster({ onThere }: { onThere: (shown: typeof toast) => void }) {
  const { isDark } = useTheme();
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is there once
  useEffect(() => onThere(toast), []);
  return <Base position="bottom-right" theme={isDark ? 'dark' : 'light'} closeButton richColors />;
}
