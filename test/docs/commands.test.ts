import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { emulatorForTest, folderWith, hcnet } from '../cli/support.ts';
import { fencesOf, markdownFiles, root } from './markdown.ts';
import type { Fence } from './markdown.ts';

/** A fence `console` that starts with `$ hcnet ...` and is about the design above it. */
interface Session {
  readonly file: string;
  readonly line: number;
  readonly args: readonly string[];
  readonly design: string;
  /** What is shown of standard output. */
  readonly output: string;
}

// After a change of wording: UPDATE_DOCS=1 npx vitest run --config test/vitest.config.ts test/docs
const isUpdating = process.env.UPDATE_DOCS === '1';

const sessions = markdownFiles.flatMap((file) => sessionsIn(fencesOf(file)));

describe('what Markdown shows of the command line', () => {
  test.each(sessions)('is what it prints: $file:$line', async (session) => {
    const emulator = await emulatorForTest();
    const cwd = await folderWith({ 'design.hcnet': session.design });
    const ran = await hcnet(session.args, { cwd, env: { HCNET_ENDPOINT: emulator.url } });
    const printed = ran.out.replaceAll(`127.0.0.1:${String(emulator.port)}`, '127.0.0.1:4010');
    if (isUpdating) rewrite(session, printed);
    else expect(session.output).toBe(printed);
  });

  test('is shown for the commands whose output programs read', () => {
    const commands = sessions.map(({ args }) => args.filter((each) => each !== 'design.hcnet').join(' '));
    expect(commands).toEqual(
      expect.arrayContaining(['check', 'check --format json', 'plan --json', 'export --format calls']),
    );
  });
});

function sessionsIn(fences: readonly Fence[]): Session[] {
  let design = '';
  const found: Session[] = [];
  for (const { file, line, language, text } of fences) {
    if (language === 'hcnet') design = text;
    if (language !== 'console') continue;
    const [command = '', ...lines] = text.split('\n');
    const args = /^\$ hcnet (.+)$/.exec(command)?.[1]?.split(' ');
    if (args !== undefined) found.push({ file, line, args, design, output: lines.join('\n') });
  }
  return found;
}

function rewrite({ file, args, output }: Session, printed: string): void {
  const place = path.join(root, file);
  const head = `\`\`\`console\n$ hcnet ${args.join(' ')}\n`;
  const text = readFileSync(place, 'utf8');
  writeFileSync(
    place,
    text.replace(`${head}${output}\`\`\``, () => `${head}${printed}\`\`\``),
  );
}
