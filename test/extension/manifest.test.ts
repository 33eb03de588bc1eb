import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { appBundles } from '../../scripts/bundles.mjs';
import { ruleSettings } from '../../src/extension/rule-settings.ts';
import { configurableChecks } from '../../src/language/checks/all.ts';
import { allRules } from '../../src/rules/all.ts';
import { hcnet } from '../cli/support.ts';

const root = path.resolve(import.meta.dirname, '../..');
const text = readFileSync(path.join(root, 'package.json'), 'utf8');

const menuEntry = z.object({ command: z.string(), when: z.string(), group: z.string().optional() });
const property = z.looseObject({
  type: z.string(),
  default: z.unknown(),
  order: z.number(),
  scope: z.string(),
  markdownDescription: z.string().min(20),
  enum: z.array(z.string()).optional(),
});

const manifest = z
  .object({
    icon: z.string(),
    main: z.string(),
    bin: z.record(z.string(), z.string()),
    categories: z.array(z.string()),
    keywords: z.array(z.string()),
    activationEvents: z.array(z.string()),
    extensionKind: z.array(z.string()),
    capabilities: z.object({
      untrustedWorkspaces: z.object({
        supported: z.literal('limited'),
        description: z.string(),
        restrictedConfigurations: z.array(z.string()),
      }),
      virtualWorkspaces: z.object({ supported: z.literal('limited'), description: z.string() }),
    }),
    contributes: z.object({
      languages: z.array(
        z.object({
          id: z.enum(['hcnet', 'hcnet-plan']),
          configuration: z.string().optional(),
          icon: z.object({ light: z.string(), dark: z.string() }),
        }),
      ),
      configurationDefaults: z.record(z.string(), z.record(z.string(), z.unknown())),
      grammars: z.array(z.object({ language: z.string(), path: z.string(), scopeName: z.string() })),
      commands: z.array(
        z.object({
          command: z.string(),
          title: z.string(),
          category: z.literal('hcnet'),
          icon: z.string(),
          enablement: z.string().optional(),
        }),
      ),
      problemMatchers: z.tuple([
        z.object({ name: z.literal('hcnet'), pattern: z.object({ regexp: z.string() }) }),
      ]),
      walkthroughs: z.array(
        z.object({
          steps: z
            .array(z.object({ description: z.string(), media: z.object({ markdown: z.string() }) }))
            .max(6),
        }),
      ),
      menus: z.record(z.string(), z.array(menuEntry)),
      configuration: z.array(
        z.object({ title: z.string(), order: z.number(), properties: z.record(z.string(), property) }),
      ),
    }),
  })
  .parse(JSON.parse(text));

const { commands, menus, configuration } = manifest.contributes;
const properties = Object.assign({}, ...configuration.map((group) => group.properties)) as Record<
  string,
  z.infer<typeof property>
>;

describe('commands', () => {
  const declared = commands.map(({ command }) => command);

  test('are declared exactly as they are registered, one file for each', () => {
    const folder = path.join(root, 'src/extension/commands');
    const files = readdirSync(folder).filter((name) => name !== 'all.ts');
    const ids = files.map((name) => /id: '([^']+)'/.exec(readFileSync(path.join(folder, name), 'utf8'))?.[1]);
    expect(ids.toSorted()).toEqual(declared.toSorted());
    const list = readFileSync(path.join(folder, 'all.ts'), 'utf8');
    expect(files.filter((name) => !list.includes(`'./${name}'`))).toEqual([]);
  });

  test('have titles of their own, without the category', () => {
    const titles = commands.map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
    expect(titles.filter((title) => /hcnet/i.test(title))).toEqual([]);
  });

  test('that reach a cloud or start a process wait for trust', () => {
    const acting = [
      'hcnet.plan',
      'hcnet.apply',
      'hcnet.destroy',
      'hcnet.resume',
      'hcnet.checkDrift',
      'hcnet.startEmulator',
      'hcnet.selectTarget',
      'hcnet.signIn',
      'hcnet.setSecret',
    ];
    const enablement = new Map(commands.map((each) => [each.command, each.enablement ?? '']));
    expect(acting.filter((id) => !enablement.get(id)?.includes('isWorkspaceTrusted'))).toEqual([]);
    const entries = Object.values(menus).flat();
    const open = entries.filter(
      ({ command, when }) => acting.includes(command) && !when.includes('isWorkspaceTrusted'),
    );
    expect(open).toEqual([]);
  });

  test('in menus exist', () => {
    const entries = Object.values(menus).flat();
    expect(entries.filter(({ command }) => !declared.includes(command))).toEqual([]);
  });

  test('that the walkthrough offers exist', () => {
    const steps = manifest.contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);
    const offered = steps.map(({ description }) => /\(command:([^)]+)\)/.exec(description)?.[1]);
    expect(offered).toEqual([
      'welcome.showNewFileEntries',
      'hcnet.openPreview',
      'hcnet.plan',
      'hcnet.apply',
      'hcnet.signIn',
    ]);
  });

  test('put one icon into the title of an editor, only for designs', () => {
    const shown = (menus['editor/title'] ?? []).filter(({ group }) => group?.startsWith('navigation'));
    expect(shown).toEqual([
      { command: 'hcnet.openPreview', when: 'resourceLangId == hcnet', group: 'navigation@1' },
    ]);
    expect((menus['editor/title'] ?? []).filter(({ when }) => !when.includes('hcnet'))).toEqual([]);
  });
});

test('languages have colours, and a plan has room: nothing of an editor covers it', () => {
  const { languages, grammars, configurationDefaults } = manifest.contributes;
  expect(grammars.map(({ language }) => language)).toEqual(languages.map(({ id }) => id));
  expect(configurationDefaults['[hcnet-plan]']).toMatchObject({
    'editor.minimap.enabled': false,
    'editor.stickyScroll.enabled': false,
  });
});

describe('files', () => {
  const { languages, grammars, walkthroughs } = manifest.contributes;
  const steps = walkthroughs.flatMap((walkthrough) => walkthrough.steps);
  const named = [
    manifest.icon,
    ...languages.flatMap(({ configuration: file, icon }) => [
      ...(file === undefined ? [] : [file]),
      icon.light,
      icon.dark,
    ]),
    ...grammars.map((each) => each.path),
    ...steps.map(({ media }) => media.markdown),
  ].map((file) => path.posix.normalize(file));

  test('that are named exist', () => {
    expect(named.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
  });

  test('that are built are built', () => {
    const bundles = appBundles().map(({ out }) => out);
    expect(bundles).toContain(path.posix.normalize(manifest.main));
    expect(Object.values(manifest.bin).filter((file) => !bundles.includes(file))).toEqual([]);
  });

  test('are packed, with all that is built', () => {
    const packed = readFileSync(path.join(root, '.vscodeignore'), 'utf8')
      .split('\n')
      .flatMap((line) => (line.startsWith('!') ? [line.slice(1)] : []));
    const needed = [
      // What the command line loads on demand.
      'dist/cli/*.js',
      // Where findings lead to.
      'docs/rules.md',
      ...named,
      ...appBundles().map(({ out }) => out),
      'package.json',
      'README.md',
      'LICENSE',
      'CHANGELOG.md',
    ];
    expect(packed.toSorted()).toEqual([...new Set(needed)].toSorted());
  });

  test('include an icon of at least 128 pixels, in PNG', () => {
    const png = readFileSync(path.join(root, manifest.icon));
    expect(png.toString('latin1', 1, 4)).toBe('PNG');
    expect(png.readUInt32BE(16)).toBeGreaterThanOrEqual(128);
    expect(png.readUInt32BE(20)).toBe(png.readUInt32BE(16));
  });
});

describe('settings', () => {
  test('of the rules are those of src/rules (`npm run generate` writes them)', () => {
    const group = configuration.find(({ title }) => title === 'Rules');
    expect(group?.properties).toEqual(ruleSettings([...configurableChecks, ...allRules]));
  });

  test('that are used exist, and those that exist are used', () => {
    const sources = readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((name) => /^(extension|server|language)[/\\].*\.ts$/.test(name))
      .map((name) => readFileSync(path.join(root, 'src', name), 'utf8'))
      .join('\n');
    const plain = Object.keys(properties).filter((name) => !name.startsWith('hcnet.rules.'));
    // The language client itself reads the last one.
    const unused = plain.filter(
      (name) => !sources.includes(`'${lastOf(name)}'`) && name !== 'hcnet.trace.server',
    );
    expect(unused).toEqual([]);
  });

  test('have defaults that are allowed', () => {
    const wrong = Object.entries(properties).filter(
      ([, { default: value, enum: allowed }]) => allowed !== undefined && !allowed.includes(String(value)),
    );
    expect(wrong).toEqual([]);
  });

  test('that say where requests go are not taken from a workspace that is not trusted', () => {
    const { restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
    const aboutTargets = configuration
      .filter(({ title }) => title === 'Target' || title === 'Emulator')
      .flatMap((group) => Object.keys(group.properties));
    expect(restrictedConfigurations.toSorted()).toEqual(aboutTargets.toSorted());
  });

  test('hold no secrets', () => {
    expect(Object.keys(properties).filter((name) => /secret|password|access.?key|token/i.test(name))).toEqual(
      [],
    );
  });
});

test('the problem matcher reads what `hcnet check` prints', () => {
  const [{ pattern }] = manifest.contributes.problemMatchers;
  const line = "designs/a.hcnet:3:10: error HC101: Site 'dc' uses 100.72.0.0/16: renumber it";
  expect(new RegExp(pattern.regexp).exec(line)?.slice(1)).toEqual([
    'designs/a.hcnet',
    '3',
    '10',
    'error',
    'HC101',
    "Site 'dc' uses 100.72.0.0/16: renumber it",
  ]);
});

test('the extension wakes up for designs only', () => {
  expect(manifest.activationEvents).toEqual([
    'workspaceContains:**/*.hcnet',
    'onWebviewPanel:hcnet.topology',
  ]);
  expect(manifest.extensionKind).toEqual(['workspace']);
});

test('the command line knows the version', async () => {
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(text));
  expect((await hcnet(['--version'])).out).toBe(`${version}\n`);
});

test('the marketplace page has categories, and at most five keywords', () => {
  expect(manifest.categories).toEqual(['Programming Languages', 'Linters', 'Visualization']);
  expect(manifest.keywords.length).toBeLessThanOrEqual(5);
});

function lastOf(name: string): string {
  return name.split('.').at(-1) ?? name;
}
