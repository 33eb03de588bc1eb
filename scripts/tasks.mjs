/**
 * What can be run under the right Node: `node scripts/with-node.mjs TASK`. Each command is a script and its arguments;
 * what is typed after the task goes to the last command.
 * @type {Readonly<Record<string, { readonly about: string, readonly commands: readonly (readonly string[])[] }>>}
 */
export const tasks = {
  'build': { about: 'bundle everything into dist/', commands: [['scripts/build.mjs']] },
  'generate': {
    about: 'write parser and TextMate grammar from hcnet.langium, and the settings of the rules',
    commands: [['scripts/generate.mjs'], ['scripts/rule-settings.mjs']],
  },
  'generate-check': {
    about: 'check that the generated files are current',
    commands: [['scripts/generate.mjs', '--check']],
  },
  'typecheck': {
    about: 'check the types',
    commands: [
      ['node_modules/typescript/bin/tsc', '-p', 'webview'],
      ['node_modules/typescript/bin/tsc', '-p', '.'],
    ],
  },
  'lint': {
    about: 'check the code against the house style',
    commands: [
      [
        'node_modules/eslint/bin/eslint.js',
        '--config',
        'scripts/eslint.config.mjs',
        '--max-warnings',
        '0',
        '.',
      ],
    ],
  },
  'format': {
    about: 'format all files',
    commands: [['node_modules/prettier/bin/prettier.cjs', '--log-level', 'warn', '--write', '.']],
  },
  'format-check': {
    about: 'check that all files are formatted',
    commands: [['node_modules/prettier/bin/prettier.cjs', '--check', '.']],
  },
  'unit': {
    about: 'unit, property, golden and architecture tests',
    commands: [['node_modules/vitest/vitest.mjs', 'run', '--config', 'test/vitest.config.ts']],
  },
  'vscode': {
    about: 'build, then test in a real VS Code',
    commands: [['scripts/build.mjs', '--tests'], ['scripts/vscode-tests.mjs']],
  },
  'desktop': {
    about: 'build, then test in the desktop VS Code',
    commands: [['scripts/build.mjs', '--tests'], ['scripts/desktop-tests.mjs']],
  },
  'bench': {
    about: 'measure, and fail where a limit is exceeded',
    // The flags are for Node 22.12 to 22.17; later ones take TypeScript as it is.
    commands: [['--experimental-strip-types', '--disable-warning=ExperimentalWarning', 'bench/run.ts']],
  },
};
