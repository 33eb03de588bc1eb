import { describe, expect, test } from 'vitest';
import { emulatorForTest, folderWith, hcnet } from '../cli/support.ts';
import { fencesOf, markdownFiles } from './markdown.ts';
import type { Fence } from './markdown.ts';

interface Session {
  readonly place: string;
  readonly args: readonly string[];
  readonly design: string;
  readonly output: string;
}

const sessions = markdownFiles.flatMap((file) => sessionsIn(fencesOf(file)));

describe('what Markdown shows of the command line', () => {
  test.each(sessions)('is what it prints: $place $args', async ({ args, design, output }) => {
    const emulator = await emulatorForTest();
    const cwd = await folderWith({ 'design.hcnet': design });
    const ran = await hcnet(args, { cwd, env: { HCNET_ENDPOINT: emulator.url } });
    expect(ran.out.replaceAll(`127.0.0.1:${String(emulator.port)}`, '127.0.0.1:4010')).toBe(output);
  });

  test('is shown for the commands whose output programs read', () => {
    const commands = sessions.map(({ args }) => args.filter((each) => each !== 'design.hcnet').join(' '));
    expect(commands).toEqual(
      expect.arrayContaining(['check', 'check --format json', 'plan --json', 'export --format calls']),
    );
  });
});

/** A fence `console` with `$ hcnet ...` is about the design above it. */
function sessionsIn(fences: readonly Fence[]): Session[] {
  let design = '';
  const found: Session[] = [];
  for (const { file, line, language, text } of fences) {
    if (language === 'hcnet') design = text;
    if (language !== 'console') continue;
    const [command = '', ...lines] = text.split('\n');
    const args = /^\$ hcnet (.+)$/.exec(command)?.[1]?.split(' ');
    if (args !== undefined)
      found.push({ place: `${file}:${String(line)}`, args, design, output: lines.join('\n') });
  }
  return found;
}
