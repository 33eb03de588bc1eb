/** The language server. Editors start it and speak to it through the channel that they choose. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { allRules } from '../rules/all.ts';
import { disk, findDesigns } from './files.ts';
import { serve } from './serve.ts';

// The bundle lies beside the documentation's folder, in the repository as in the packaged extension.
const rulesPage = path.resolve(path.dirname(process.argv[1] ?? '.'), '../docs/rules.md');

serve(createConnection(ProposedFeatures.all), {
  fileSystem: disk,
  findDesigns,
  rules: allRules,
  pageOf: (ruleId) => `${pathToFileURL(rulesPage).href}#${ruleId.toLowerCase()}`,
});
