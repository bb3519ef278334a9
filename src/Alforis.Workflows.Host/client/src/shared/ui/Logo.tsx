/** The mark and the name. */
export function Logo() {
  return (
    <span className="flex items-center gap-2.5 font-semibold tracking-tight">
      <img src="/favicon.svg" alt="" className="size-7" />
      <span>
        Alforis <span className="text-accent">Workflows</span>
      </span>
    </span>
  );
}
