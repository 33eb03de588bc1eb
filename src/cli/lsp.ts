/** `hcnet lsp`: the language server on standard input and output, for editors other than VS Code. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import type { ExitCode, Frame } from './run.ts';

export function lspCommand({ shell, end }: Frame): Command {
  return (
    new Command('lsp')
      .description('Run the language server on standard input and output, for editors other than VS Code.')
      // Editors pass it to every server.
      .option('--stdio', 'the only transport there is')
      .action(async () => {
        end(await serve(shell.env));
      })
  );
}

/** The server is a program of its own beside this one; it speaks through the streams that it inherits. */
function serve(env: Frame['shell']['env']): Promise<ExitCode> {
  const server = fileURLToPath(new URL('server.cjs', import.meta.url));
  const child = spawn(process.execPath, [server, '--stdio'], { env, stdio: 'inherit' });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      resolve(code === 0 ? 0 : 2);
    });
  });
}
