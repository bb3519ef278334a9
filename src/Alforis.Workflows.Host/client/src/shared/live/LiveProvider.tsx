import type { HubConnection } from '@microsoft/signalr';
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react';
import { connectionDoubted } from '@/shared/api/connection';

type Live = { hub: HubConnection | null; isConnected: boolean };

const Context = createContext<Live>({ hub: null, isConnected: false });

const longest = 5_000;

/** Keeps one connection to the live hub as long as somebody is signed in, and takes it up again when it breaks, for ever. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const [live, setLive] = useState<Live>({ hub: null, isConnected: false });

  useEffect(() => {
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let hub: HubConnection | null = null;
    const tell = (isConnected: boolean) => {
      if (!isOver) setLive({ hub, isConnected });
    };
    const start = async (delay: number) => {
      if (isOver) return;
      try {
        // Not before the page is there: nobody waits for it.
        const { HubConnectionBuilder, LogLevel } = await import('@microsoft/signalr');
        if (hub === null) {
          hub = new HubConnectionBuilder()
            .withUrl('/hubs/live')
            .withAutomaticReconnect({
              nextRetryDelayInMilliseconds: ({ previousRetryCount }) => {
                // Each time: a server that is on its way out still answers at first.
                void connectionDoubted();
                return Math.min(1000 * 2 ** previousRetryCount, longest);
              },
            })
            .configureLogging(LogLevel.None)
            .build();
          hub.onreconnecting(() => tell(false));
          hub.onreconnected(() => tell(true));
          hub.onclose(() => {
            tell(false);
            void connectionDoubted();
            void start(1000);
          });
          tell(false);
        }
        if (isOver) return;
        await hub.start();
        tell(true);
      } catch {
        void connectionDoubted();
        if (!isOver) timer = setTimeout(() => void start(Math.min(delay * 2, longest)), delay);
      }
    };
    void start(1000);
    return () => {
      isOver = true;
      clearTimeout(timer);
      void hub?.stop();
    };
  }, []);

  return <Context.Provider value={live}>{children}</Context.Provider>;
}

/** The connection to the live hub; `null` until it is loaded. */
export function useLive(): Live {
  return useContext(Context);
}

/** Calls a handler for each message of a name. */
export function useLiveMessage<T>(name: string, handler: (message: T) => void) {
  const { hub } = useLive();
  const current = useRef(handler);
  current.current = handler;
  useEffect(() => {
    if (!hub) return undefined;
    const heard = (message: T) => current.current(message);
    hub.on(name, heard);
    return () => hub.off(name, heard);
  }, [hub, name]);
}
