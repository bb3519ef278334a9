export function UsersSection() {
  return null;
}
