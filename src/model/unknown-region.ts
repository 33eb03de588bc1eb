import { regionById, regions } from './catalog/regions.ts';
import { closest } from './closest.ts';

/** What there is to say about a region that the catalog does not have; `undefined` when it has it. */
export function unknownRegionMessage(region: string): string | undefined {
  if (regionById(region) !== undefined) return undefined;
  const meant = closest(
    region,
    regions.map(({ id }) => id),
  );
  const guess = meant === undefined ? '' : `; did you mean ${meant}?`;
  return `'${region}' is no region of Alibaba Cloud that hcnet knows${guess}`;
}
