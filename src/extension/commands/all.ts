import type { AppCommand } from '../parts.ts';
import { applyCommand } from './apply.ts';
import { checkDriftCommand } from './check-drift.ts';
import { copyResourceIdCommand } from './copy-resource-id.ts';
import { destroyCommand } from './destroy.ts';
import { exportCommand } from './export.ts';
import { forgetSecretCommand } from './forget-secret.ts';
import { importCommand } from './import.ts';
import { openInConsoleCommand } from './open-in-console.ts';
import { openPreviewCommand } from './open-preview.ts';
import { planCommand } from './plan.ts';
import { refreshStateCommand } from './refresh-state.ts';
import { resumeCommand } from './resume.ts';
import { revealResourceCommand } from './reveal-resource.ts';
import { selectTargetCommand } from './select-target.ts';
import { setSecretCommand } from './set-secret.ts';
import { showLogCommand } from './show-log.ts';
import { signInCommand } from './sign-in.ts';
import { signOutCommand } from './sign-out.ts';
import { startEmulatorCommand } from './start-emulator.ts';
import { stopEmulatorCommand } from './stop-emulator.ts';

/** The same as `contributes.commands` of package.json, and in its order. */
export const appCommands: readonly AppCommand[] = [
  openPreviewCommand,
  planCommand,
  applyCommand,
  destroyCommand,
  resumeCommand,
  checkDriftCommand,
  refreshStateCommand,
  revealResourceCommand,
  copyResourceIdCommand,
  openInConsoleCommand,
  importCommand,
  exportCommand,
  startEmulatorCommand,
  stopEmulatorCommand,
  selectTargetCommand,
  signInCommand,
  signOutCommand,
  setSecretCommand,
  forgetSecretCommand,
  showLogCommand,
];
