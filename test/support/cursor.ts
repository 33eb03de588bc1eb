/** Texts with a cursor in them, `<|>`, for tests of what an editor asks. */
import type { Design } from '../../src/language/design.ts';
import type { SourceFile } from '../../src/language/source-file.ts';
import { designFrom } from './design.ts';

export interface AtCursor {
  readonly design: Design;
  readonly file: SourceFile;
  readonly offset: number;
}

/** One text, or several files of which one has the cursor. */
export function atCursor(source: string | Readonly<Record<string, string>>): AtCursor {
  const texts = Object.entries(typeof source === 'string' ? { 'design.hcnet': source } : source);
  const [name, marked] = texts.find(([, text]) => text.includes('<|>')) ?? [];
  if (name === undefined || marked === undefined) throw new Error('the test has no cursor <|>');
  const { design } = designFrom(
    Object.fromEntries(texts.map(([each, text]) => [each, text.replace('<|>', '')])),
  );
  const file = design.files.find(({ uri }) => uri.endsWith(`/${name}`));
  if (file === undefined) throw new Error(`the test has no file ${name}`);
  return { design, file, offset: marked.indexOf('<|>') };
}
