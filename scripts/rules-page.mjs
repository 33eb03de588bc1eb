// node scripts/rules-page.mjs [--check]: writes docs/rules.md from the rules, or checks that it is current.
import fs from 'node:fs';
import { runScript } from './lib/errors.mjs';
import { inRoot } from './lib/paths.mjs';
import { allChecks } from '../src/language/checks/all.ts';
import { allRules } from '../src/rules/all.ts';
import { rulesPage } from '../src/rules/page.ts';

await runScript('rules-page', () => {
  const file = inRoot('docs/rules.md');
  const wanted = rulesPage([...allChecks, ...allRules]);
  if (fs.existsSync(file) && fs.readFileSync(file, 'utf8').replaceAll('\r\n', '\n') === wanted) return 0;
  if (process.argv.includes('--check')) {
    console.error('docs/rules.md is not current. Run `npm run generate` and commit it.');
    return 1;
  }
  fs.writeFileSync(file, wanted);
  console.log('wrote docs/rules.md');
  return 0;
});
