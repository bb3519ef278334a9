import { type HubConnection, HubConnectionBuilder, HubConnectionState, LogLevel } from '@microsoft/signalr';
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react';

type Live = { hub: HubConnection; isConnected: boolean };

const Context = createContext<Live | null>(null);

/** Keeps one connection to the live hub as long as somebody is signed in, and takes it up again when it breaks, for ever. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const [isConnected, setIsConnected] = useState(false);
  const hub = useRef<HubConnection | null>(null);
  hub.current ??= new HubConnectionBuilder()
    .withUrl('/hubs/live')
    .withAutomaticReconnect({ nextRetryDelayInMilliseconds: ({ previousRetryCount }) => Math.min(1000 * 2 ** previousRetryCount, 15_000) })
    .configureLogging(LogLevel.None)
    .build();
  const connection = hub.current;

  useEffect(() => {
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const start = async (delay: number) => {
      if (isOver || connection.state !== HubConnectionState.Disconnected) return;
      try {
        await connection.start();
        setIsConnected(true);
      } catch {
        if (!isOver) timer = setTimeout(() => void start(Math.min(delay * 2, 15_000)), delay);
      }
    };
    connection.onreconnecting(() => setIsConnected(false));
    connection.onreconnected(() => setIsConnected(true));
    connection.onclose(() => {
      setIsConnected(false);
      void start(1000);
    });
    void start(1000);
    return () => {
      isOver = true;
      clearTimeout(timer);
      void connection.stop();
    };
  }, [connection]);

  return <Context.Provider value={{ hub: connection, isConnected }}>{children}</Context.Provider>;
}

/** The connection to the live hub. */
export function useLive(): Live {
  const live = useContext(Context);
  if (!live) throw new Error('There is no live connection here.');
  return live;
}

/** Calls a handler for each message of a name. */
export function useLiveMessage<T>(name: string, handler: (message: T) => void) {
  const { hub } = useLive();
  const current = useRef(handler);
  current.current = handler;
  useEffect(() => {
    const heard = (message: T) => current.current(message);
    hub.on(name, heard);
    return () => hub.off(name, heard);
  }, [hub, name]);
}
