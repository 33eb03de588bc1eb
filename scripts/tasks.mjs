const ESLINT = [
  'node_modules/eslint/bin/eslint.js',
  '--config',
  'scripts/eslint.config.mjs',
  '--max-warnings',
  '0',
];
const PRETTIER = ['node_modules/prettier/bin/prettier.cjs', '--log-level', 'warn'];
const TSC = 'node_modules/typescript/bin/tsc';
const VITEST = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'test/vitest.config.ts'];

// For Node 22.12 to 22.17; later ones run TypeScript as it is.
const TYPESCRIPT = ['--experimental-strip-types', '--disable-warning=ExperimentalWarning'];

/**
 * What can be run under the right Node: `node scripts/with-node.mjs TASK`. Each command is a script and its arguments;
 * what is typed after the task goes to the last command.
 * @type {Readonly<Record<string, { readonly about: string, readonly commands: readonly (readonly string[])[] }>>}
 */
export const tasks = {
  'build': { about: 'bundle everything into dist/', commands: [['scripts/build.mjs']] },
  'generate': {
    about: 'write parser and TextMate grammar from hcnet.langium, and settings and page of the rules',
    commands: [
      ['scripts/generate.mjs'],
      [...TYPESCRIPT, 'scripts/rule-settings.mjs'],
      [...TYPESCRIPT, 'scripts/rules-page.mjs'],
    ],
  },
  'generate-check': {
    about: 'check that what is generated is current',
    commands: [
      ['scripts/generate.mjs', '--check'],
      [...TYPESCRIPT, 'scripts/rule-settings.mjs', '--check'],
      [...TYPESCRIPT, 'scripts/rules-page.mjs', '--check'],
    ],
  },
  'typecheck': {
    about: 'check the types',
    commands: [
      [TSC, '-p', 'webview'],
      [TSC, '-p', '.'],
    ],
  },
  'lint': { about: 'check the code against the house style', commands: [[...ESLINT, '.']] },
  'format': { about: 'format all files', commands: [[...PRETTIER, '--write', '.']] },
  'format-check': { about: 'check that all files are formatted', commands: [[...PRETTIER, '--check', '.']] },
  'unit': { about: 'unit, property, golden and architecture tests', commands: [VITEST] },
  'vscode': {
    about: 'build, then test in a real VS Code',
    commands: [['scripts/build.mjs', '--tests'], ['scripts/vscode-tests.mjs']],
  },
  'desktop': {
    about: 'build, then test in the desktop VS Code',
    commands: [['scripts/build.mjs', '--tests'], ['scripts/desktop-tests.mjs']],
  },
  'hcnet': {
    about: 'build the command line, and run it',
    commands: [['scripts/build.mjs', '--quiet'], ['dist/cli.js']],
  },
  'campaign': {
    about: 'disturb runs of the engine in every way, and look what further runs make of it',
    commands: [[...TYPESCRIPT, 'test/campaign/run.ts']],
  },
  'bench': {
    about: 'measure, and fail where a limit is exceeded',
    commands: [[...TYPESCRIPT, 'bench/run.ts']],
  },
};
