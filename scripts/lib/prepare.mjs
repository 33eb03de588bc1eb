import { UserError } from './errors.mjs';
import { ensureModules } from './ensure-modules.mjs';
import { ensureNode } from './ensure-node.mjs';
import { runTask } from './run-task.mjs';

/**
 * Fetches what is missing to run anything here, each thing once.
 * @returns {Promise<string>} the Node to run on
 */
export async function prepare() {
  const node = await ensureNode();
  await ensureModules();
  return node;
}

/**
 * Builds the product, and is silent when that goes well.
 * @param {string} node
 */
export async function build(node) {
  let output = '';
  const code = await runTask(node, 'build', { onOutput: (text) => (output += text) });
  if (code !== 0) throw new UserError(`the build failed:\n${output.trim()}`);
}
