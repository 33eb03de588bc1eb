/**
 * Access points that occur in published examples. The complete table is not public, so this list helps
 * completion only: an id that is absent here is never wrong.
 */
import { regions } from './regions.ts';
import { docs } from './sources.ts';

export interface AccessPoint {
  readonly id: string;
  readonly regionId: string;
  readonly name: string | undefined;
  /** Who runs the building, where an example says so. */
  readonly operator: string | undefined;
  readonly source: string;
}

const exampleInApi = 'aliyun-openapi-meta en-US/vpc (example values)';

export const accessPoints: readonly AccessPoint[] = [
  accessPoint('ap-cn-hangzhou-jg-B', 'cn-hangzhou', docs.terraformTests),
  accessPoint('ap-cn-hangzhou-yh-B', 'cn-hangzhou', docs.billing, 'Hangzhou-Yuhang-B'),
  accessPoint('ap-cn-hangzhou-yh-C', 'cn-hangzhou', docs.billing, 'Hangzhou-Yuhang-C'),
  accessPoint('ap-cn-hangzhou-xs-B', 'cn-hangzhou', docs.listAccessPoints, 'Hangzhou-Xiaoshan-B'),
  accessPoint('ap-cn-hangzhou-yh-ts-A', 'cn-hangzhou', exampleInApi),
  accessPoint('ap-cn-hangzhou-finance-yh-E', 'cn-hangzhou', exampleInApi),
  accessPoint('ap-cn-beijing-ft-A', 'cn-beijing', docs.describeAccessPoints, 'Beijing-Fengtai-A', 'Haokuan'),
  accessPoint(
    'ap-cn-beijing-yz-A',
    'cn-beijing',
    docs.describeAccessPoints,
    'Beijing-Yizhuang-A',
    '21Vianet',
  ),
  accessPoint(
    'ap-cn-beijing-dx-B',
    'cn-beijing',
    docs.describeAccessPoints,
    'Beijing-Daxing-B',
    'China Unicom',
  ),
  accessPoint(
    'ap-cn-beijing-cp-A',
    'cn-beijing',
    docs.describeAccessPoints,
    'Beijing-Changping-A',
    'China Telecom',
  ),
  accessPoint('ap-cn-beijing-cy-A', 'cn-beijing', docs.terraformTests),
  accessPoint('ap-cn-shanghai-pd-D', 'cn-shanghai', docs.terraformTests),
  accessPoint('ap-cn-shanghai-nt-aligroup-C', 'cn-shanghai', exampleInApi),
  accessPoint('ap-cn-qingdao-ls-A', 'cn-qingdao', exampleInApi),
  accessPoint('ap-cn-qingdao-ls-B', 'cn-qingdao', exampleInApi),
];

const byId = new Map(accessPoints.map((entry) => [entry.id, entry]));
// Longest first, so that `cn-heyuan-acdr-1` is found before `cn-heyuan`.
const regionIds = regions.map((region) => region.id).sort((a, b) => b.length - a.length);

export function accessPointById(id: string): AccessPoint | undefined {
  return byId.get(id);
}

/**
 * The region that an access point's id names: `ap-cn-hangzhou-xs-B` is in `cn-hangzhou`. The form
 * `ap-REGION-PLACE-LETTER` is inferred from the published ids.
 */
export function regionOfAccessPoint(id: string): string | undefined {
  const known = byId.get(id);
  if (known !== undefined) return known.regionId;
  return regionIds.find((regionId) => id.startsWith(`ap-${regionId}-`));
}

function accessPoint(
  id: string,
  regionId: string,
  source: string,
  name?: string,
  operator?: string,
): AccessPoint {
  return { id, regionId, name, operator, source };
}
