// node scripts/with-node.mjs TASK [ARGS]: runs a task of tasks.mjs under a Node that is new enough.
import { runScript, UserError } from './lib/errors.mjs';
import { prepare } from './lib/prepare.mjs';
import { runTask } from './lib/run-task.mjs';
import { tasks } from './tasks.mjs';

await runScript('with-node', async () => {
  const [name = '', ...args] = process.argv.slice(2);
  if (tasks[name] === undefined)
    throw new UserError(`there is no task '${name}'. These exist:\n${listTasks()}`);
  const node = await prepare();
  return runTask(node, name, { args });
});

function listTasks() {
  return Object.entries(tasks)
    .map(([name, { about }]) => `  ${name.padEnd(15)} ${about}`)
    .join('\n');
}
