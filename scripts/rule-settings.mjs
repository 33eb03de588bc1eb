// node scripts/rule-settings.mjs [--check]: writes the settings of the rules into package.json, or checks that they are
// there.
import fs from 'node:fs';
import { runScript } from './lib/errors.mjs';
import { inRoot } from './lib/paths.mjs';
import { ruleSettings } from '../src/extension/rule-settings.ts';
import { configurableChecks } from '../src/language/checks/all.ts';
import { allRules } from '../src/rules/all.ts';

await runScript('rule-settings', () => {
  const file = inRoot('package.json');
  const manifest = JSON.parse(fs.readFileSync(file, 'utf8'));
  const group = manifest.contributes.configuration.find(
    (/** @type {{ title: string }} */ { title }) => title === 'Rules',
  );
  const wanted = ruleSettings([...configurableChecks, ...allRules]);
  if (JSON.stringify(group.properties) === JSON.stringify(wanted)) return 0;
  if (process.argv.includes('--check')) {
    console.error(
      'the rule settings in package.json are not current. Run `npm run generate` and commit them.',
    );
    return 1;
  }
  group.properties = wanted;
  fs.writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`);
  console.log('wrote the rule settings into package.json');
  return 0;
});
