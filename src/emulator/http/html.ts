/** Text of others as text. */
export function escape(value: string): string {
  return value.replace(/[&<>"']/g, (each) => `&#${each.charCodeAt(0)};`);
}
