/** Text from outside, as it can be shown: on one line, and nothing in it that moves a cursor or turns text around. */

/** Controls, format characters (those that turn text around are among them), separators of lines, halves of characters. */
const shapeless = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** Writes what has no shape as its number, `\u{1b}`, and cuts what is longer than so many characters. */
export function printable(text: string, most = 2_000): string {
  const cut = text.length > most ? `${text.slice(0, most)}…` : text;
  return cut.replaceAll(shapeless, (each) => `\\u{${(each.codePointAt(0) ?? 0).toString(16)}}`);
}
