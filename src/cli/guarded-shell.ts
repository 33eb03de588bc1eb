/** A shell that lets no secret out: every byte for standard output and standard error passes here. */
import { secretGuard } from '../cloud/redact.ts';
import type { BareShell, Output, Shell } from './shell.ts';

export function guardedShell(shell: BareShell): Shell {
  const guard = secretGuard();
  return {
    ...shell,
    out: cleaned(shell.out, guard.clean),
    err: cleaned(shell.err, guard.clean),
    clean: guard.clean,
    keepSecret: guard.learn,
  };
}

function cleaned(output: Output, clean: (text: string) => string): Output {
  return {
    write: (text) => {
      output.write(clean(text));
    },
    isTerminal: output.isTerminal,
    hasColors: output.hasColors,
    get columns() {
      return output.columns;
    },
  };
}
