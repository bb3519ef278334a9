import { onlineManager } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';

const shortest = 500;
const longest = 3_000;

let timer: ReturnType<typeof setTimeout> | undefined;
let isAsking = false;

/** Whether the server answers, as far as is known. While it does not, it is asked again and again. */
export const isConnected = () => onlineManager.isOnline();

/** Something got no answer: asks the server whether it is there. */
export function connectionFailed() {
  if (!isConnected()) return;
  onlineManager.setOnline(false);
  void ask(shortest);
}

/** Something has ended that a server keeps up as long as it is there: asks, and believes the answer. */
export async function connectionDoubted() {
  if (isConnected() && !(await answers())) connectionFailed();
}

/** Whether the server answers. */
export const useConnection = () => useSyncExternalStore((changed) => onlineManager.subscribe(changed), isConnected);

async function ask(pause: number) {
  clearTimeout(timer);
  if (isAsking || isConnected()) return;
  isAsking = true;
  const isBack = await answers();
  isAsking = false;
  if (isBack) onlineManager.setOnline(true);
  else timer = setTimeout(() => void ask(Math.min(pause * 1.5, longest)), pause);
}

async function answers() {
  try {
    return (await fetch('/health/ready', { cache: 'no-store', signal: AbortSignal.timeout(5_000) })).ok;
  } catch {
    return false;
  }
}

// The browser knows only of its own network; whether the server is there, only the server says.
onlineManager.setEventListener(() => {
  const lost = () => connectionFailed();
  const found = () => void ask(shortest);
  window.addEventListener('offline', lost);
  window.addEventListener('online', found);
  return () => {
    window.removeEventListener('offline', lost);
    window.removeEventListener('online', found);
  };
});
