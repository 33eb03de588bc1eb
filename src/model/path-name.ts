/** The name at the end of a path: `tr` of `cen.hub/transit-router.tr`. */
export function nameIn(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/^[^.]*\./, '');
}
