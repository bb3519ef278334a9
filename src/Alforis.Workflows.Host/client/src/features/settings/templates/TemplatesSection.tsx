export function TemplatesSection() {
  return null;
}
