import { useEffect, useRef } from 'react';
import { useLocation, useNavigationType } from 'react-router';

const patience = 2_000;
const places = new Map<string, number>();

/**
 * What browsers do when one goes to another page, and a page made of one document has to do itself: whoever uses a keyboard or a screen reader
 * begins at its heading; it begins at its top, and when one goes back, where one had left it.
 */
export function Arrival() {
  const { key, pathname } = useLocation();
  const type = useNavigationType();
  const shown = useRef<string | null>(null);

  useEffect(() => {
    window.history.scrollRestoration = 'manual';
    const keep = () => places.set(key, window.scrollY);
    window.addEventListener('scroll', keep, { passive: true });
    return () => window.removeEventListener('scroll', keep);
  }, [key]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: only another place is an arrival
  useEffect(() => {
    const isFirst = shown.current === null;
    const isOther = shown.current !== pathname;
    shown.current = pathname;
    if (isFirst) return undefined;
    if (isOther) meet();
    if (type === 'POP') return scrollOnceTall(places.get(key) ?? 0);
    if (isOther) window.scrollTo(0, 0);
    return undefined;
  }, [key, pathname]);
  return null;
}

/** Moves the focus to the page, unless the page has taken it. */
function meet() {
  const main = document.getElementById('content');
  if (!main || (document.activeElement !== main && main.contains(document.activeElement))) return;
  const heading = main.querySelector<HTMLElement>('h1') ?? main;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

/** Scrolls as soon as the page is as long as it was. */
function scrollOnceTall(top: number) {
  const until = performance.now() + patience;
  let frame = 0;
  const attempt = () => {
    window.scrollTo(0, top);
    if (Math.abs(window.scrollY - top) > 1 && performance.now() < until) frame = requestAnimationFrame(attempt);
  };
  attempt();
  const give = () => cancelAnimationFrame(frame);
  for (const act of ['wheel', 'touchstart', 'keydown'] as const) window.addEventListener(act, give, { once: true, passive: true });
  return () => {
    give();
    for (const act of ['wheel', 'touchstart', 'keydown'] as const) window.removeEventListener(act, give);
  };
}
