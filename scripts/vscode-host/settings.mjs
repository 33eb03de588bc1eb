/**
 * Settings that keep VS Code still: no welcome page, no offers, no updates, nothing that moves.
 * @type {Readonly<Record<string, unknown>>}
 */
export const QUIET_SETTINGS = {
  'chat.disableAIFeatures': true,
  'editor.accessibilitySupport': 'off',
  'editor.cursorBlinking': 'solid',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  // As on the desktop; in a browser VS Code would save by itself after a second.
  'files.autoSave': 'off',
  'files.simpleDialog.enable': true,
  'git.enabled': false,
  // The emulator's port would be offered to be forwarded.
  'remote.autoForwardPorts': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'update.showReleaseNotes': false,
  'window.commandCenter': false,
  'workbench.enableExperiments': false,
  'workbench.reduceMotion': 'on',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
};
