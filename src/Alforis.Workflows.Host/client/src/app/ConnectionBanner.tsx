import { CircleCheck, LoaderCircle } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useConnection } from '@/shared/api/connection';
import { cn } from '@/shared/ui/cn';

const patience = 400;
const farewell = 3_000;

/** Says that the server is away, and that it is back. */
export function ConnectionBanner() {
  const { t } = useTranslation();
  const shown = useShown(useConnection());
  const Icon = shown === 'lost' ? LoaderCircle : CircleCheck;
  return (
    // Always there: screen readers tell only what changes inside.
    <div role="status" className="pointer-events-none fixed inset-x-0 bottom-0 z-[60] flex justify-center p-4">
      {shown !== 'none' && (
        <p
          className={cn(
            'flex items-center gap-2.5 rounded-xl border px-4 py-2.5 text-sm font-medium shadow-card',
            shown === 'lost' ? 'bg-warning-soft text-warning' : 'bg-success-soft text-success',
          )}
        >
          <Icon className={cn('size-4 shrink-0', shown === 'lost' && 'animate-spin')} aria-hidden />
          {t(shown === 'lost' ? 'connection.lost' : 'connection.back')}
        </p>
      )}
    </div>
  );
}

/** What to say: nothing of what is over at once, and for a while that it is over. */
function useShown(isConnected: boolean) {
  const [shown, setShown] = useState<'none' | 'lost' | 'back'>('none');
  useEffect(() => {
    if (!isConnected) {
      const timer = setTimeout(() => setShown('lost'), patience);
      return () => clearTimeout(timer);
    }
    setShown((before) => (before === 'lost' ? 'back' : 'none'));
    const timer = setTimeout(() => setShown('none'), farewell);
    return () => clearTimeout(timer);
  }, [isConnected]);
  return shown;
}
