import type { SyntaxCheck } from './check.ts';
import { languageReference } from './check.ts';

export const unreadableCharacters: SyntaxCheck = {
  id: 'HC002',
  scope: 'syntax',
  severity: 'error',
  title: 'Unreadable characters',
  why: 'Outside of labels and comments the language knows only some characters.',
  sources: [languageReference],

  *check({ text, result }) {
    let line = -1;
    for (const { offset, length } of result.lexerErrors) {
      // One message for a line: the rest of it mostly follows from the first mistake.
      const start = text.lastIndexOf('\n', offset);
      if (start === line && line >= 0) continue;
      line = start;
      yield { start: offset, end: offset + length, message: messageFor(text.slice(offset, offset + length)) };
    }
  },

  examples: {
    bad: `
      site dc { router r "unclosed }
      //                 ^ HC002`,
    good: `
      site dc { router r "closed" }`,
  },
};

function messageFor(found: string): string {
  if (found.startsWith('"')) return "This text is not closed: a '\"' is missing at the end of the line";
  if (found.startsWith('/*')) return "This comment is not closed: '*/' is missing";
  if (found.includes('\0')) {
    return 'There are NUL characters here, so this is no text in UTF-8; save the file as UTF-8';
  }
  if (found.includes('\uFFFD')) return 'These bytes are no text in UTF-8; save the file as UTF-8';
  return `'${shortened(found)}' cannot stand here: names have the letters a to z, digits, '_' and inner '-'; any other text belongs in quotes`;
}

function shortened(found: string): string {
  const characters = Array.from(found);
  return characters.length > 20 ? `${characters.slice(0, 20).join('')}…` : found;
}
