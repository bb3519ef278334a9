export function HooksSection() {
  return null;
}
