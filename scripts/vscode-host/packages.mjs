/** The npm package whose `lib/vscode` is a VS Code server: version 4.x.y holds VS Code 1.x.y. */
export const CODE_SERVER = '4.139.1';

/**
 * What the server, its extension host and the page import. The rest (AI services, telemetry, native extras) is loaded
 * on demand only; leaving it out saves two thirds of the disk space and most of the time.
 */
export const NEEDED_MODULES = [
  '@microsoft/1ds-core-js',
  '@parcel/watcher',
  '@vscode/iconv-lite-umd',
  '@vscode/proxy-agent',
  '@vscode/ripgrep-universal',
  '@vscode/tree-sitter-wasm',
  '@vscode/vscode-languagedetection',
  '@xterm/addon-clipboard',
  '@xterm/addon-image',
  '@xterm/addon-ligatures',
  '@xterm/addon-progress',
  '@xterm/addon-search',
  '@xterm/addon-serialize',
  '@xterm/addon-unicode11',
  '@xterm/addon-webgl',
  '@xterm/headless',
  '@xterm/xterm',
  'cookie',
  'http-proxy-agent',
  'https-proxy-agent',
  'jschardet',
  'katex',
  'minimist',
  'node-pty',
  'tas-client',
  'vscode-oniguruma',
  'vscode-regexpp',
  'vscode-textmate',
  'ws',
  'yauzl',
  'yazl',
];

/** AI services, and git, which wants a native module. The page expects all other built-in extensions to be there. */
export const UNWANTED_EXTENSIONS = ['copilot', 'git'];

// Without a logger every log channel prints a stack trace, and the output channels of extensions stay empty.
const LOGGER = `
const fs = require('node:fs');
const path = require('node:path');
const NAMES = ['trace', 'debug', 'info', 'warning', 'error', 'critical'];
class Logger {
  constructor(file) {
    this.file = file;
    this.level = 2;
    this.isRaw = false;
    try { fs.mkdirSync(path.dirname(file), { recursive: true }); } catch { /* The first line will fail the same way. */ }
  }
  write(level, message) {
    if (level < this.level) return;
    const time = new Date().toISOString().replace('T', ' ').replace('Z', '');
    const line = this.isRaw ? message : time + ' [' + NAMES[level] + '] ' + message + '\\n';
    try { fs.appendFileSync(this.file, line); } catch { /* A log that cannot be written must not end what it logs. */ }
  }
  trace(message) { this.write(0, message); }
  debug(message) { this.write(1, message); }
  info(message) { this.write(2, message); }
  warn(message) { this.write(3, message); }
  error(message) { this.write(4, message); }
  critical(message) { this.write(5, message); }
  getLevel() { return this.level; }
  setLevel(level) { this.level = level; }
  setPattern() {}
  clearFormatters() { this.isRaw = true; }
  flush() {}
  drop() {}
}
const create = async (name, file) => new Logger(file);
exports.version = 1;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.createRotatingLogger = create;
exports.createAsyncRotatingLogger = create;
exports.Logger = Logger;
`;

/**
 * Stand-ins for native modules, which would need a compiler.
 * @type {Readonly<Record<string, string>>}
 */
export const STAND_INS = {
  '@vscode/spdlog': LOGGER,
  '@vscode/native-watchdog': 'exports.start = () => {};',
  '@vscode/deviceid': "exports.getDeviceId = async () => '00000000-0000-4000-8000-000000000000';",
};
