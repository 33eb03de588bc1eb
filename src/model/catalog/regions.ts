/** Alibaba Cloud's regions, for completion, hovers and rules. */
import { docs } from './sources.ts';

export type Area = 'china-mainland' | 'asia-pacific' | 'europe-americas' | 'middle-east';

/** Something that the published metadata or documentation lists for a region. */
export type RegionFeature = 'ecr' | 'cen' | 'privatelink' | 'oss-gateway-endpoint' | 'dns-inbound-endpoint';

export interface Region {
  /** As in designs and in the API: `cn-shanghai`. */
  readonly id: string;
  readonly name: string;
  readonly area: Area;
  readonly status: 'open' | 'closing' | 'closed' | 'unverified';
  /**
   * What is published for the region. Only a hint: a feature that is missing here may exist all the same, so it
   * never makes an error.
   */
  readonly published: readonly RegionFeature[];
  /** Zones with transit router support, where that table could be read; `undefined` when it could not. */
  readonly transitRouterZones: readonly string[] | undefined;
}

export const regionSources = [
  docs.apiEndpoints,
  docs.transitRouterZones,
  docs.ossEndpoints,
  docs.slsEndpoints,
  docs.ossGatewayEndpoint,
  docs.dnsInbound,
];

/**
 * Names come from the endpoint pages of OSS and SLS; those of Mumbai and of the finance clouds were not on them
 * and are inferred from the ids.
 */
export const regions: readonly Region[] = [
  {
    id: 'cn-hangzhou',
    name: 'China (Hangzhou)',
    area: 'china-mainland',
    status: 'open',
    published: ['ecr', 'cen', 'privatelink', 'oss-gateway-endpoint', 'dns-inbound-endpoint'],
    transitRouterZones: ['cn-hangzhou-b', 'cn-hangzhou-h', 'cn-hangzhou-i', 'cn-hangzhou-j', 'cn-hangzhou-k'],
  },
  {
    id: 'cn-shanghai',
    name: 'China (Shanghai)',
    area: 'china-mainland',
    status: 'open',
    published: ['ecr', 'cen', 'privatelink', 'oss-gateway-endpoint', 'dns-inbound-endpoint'],
    transitRouterZones: [
      'cn-shanghai-b',
      'cn-shanghai-c',
      'cn-shanghai-e',
      'cn-shanghai-f',
      'cn-shanghai-g',
      'cn-shanghai-l',
      'cn-shanghai-m',
      'cn-shanghai-n',
    ],
  },
  {
    id: 'cn-nanjing',
    name: 'China (Nanjing)',
    area: 'china-mainland',
    status: 'closing',
    published: ['ecr', 'privatelink'],
    transitRouterZones: ['cn-nanjing-a'],
  },
  {
    id: 'cn-fuzhou',
    name: 'China (Fuzhou)',
    area: 'china-mainland',
    status: 'closing',
    published: ['ecr', 'privatelink'],
    transitRouterZones: ['cn-fuzhou-a'],
  },
  {
    id: 'cn-wuhan-lr',
    name: 'China (Wuhan)',
    area: 'china-mainland',
    status: 'open',
    published: ['ecr', 'privatelink'],
    transitRouterZones: undefined,
  },
  {
    id: 'cn-qingdao',
    name: 'China (Qingdao)',
    area: 'china-mainland',
    status: 'open',
    published: ['ecr', 'cen', 'privatelink', 'oss-gateway-endpoint'],
    transitRouterZones: undefined,
  },
  {
    id: 'cn-beijing',
    name: 'China (Beijing)',
    area: 'china-mainland',
    status: 'open',
    published: ['ecr', 'cen', 'privatelink', 'oss-gateway-endpoint', 'dns-inbound-endpoint'],
    transitRouterZones: undefined,
  },
  {
    id: 'cn-zhangjiakou',
    name: 'China (Zhangjiakou)',
    area: 'china-mainland',
    status: 'open',
    published: ['cen', 'privatelink', 'oss-gateway-endpoint'],
    transitRouterZones: undefined,
  },
  {
    id: 'cn-huhehaote',
    name: 'China (Hohhot)',
    area: 'china-mainland',
    status: 'open',
    published: ['ecr', 'cen', 'privatelink', 'oss-gateway-endpoint'],
    transitRouterZones: undefined,
  },
  {
    id: 'cn-wulanchabu',
    name: 'China (Ulanqab)',
    area: 'china-mainland',
    status: 'open',
    published: ['ecr', 'cen', 'privatelink', 'oss-gateway-endpoint', 'dns-inbound-endpoint'],
    transitRouterZones: undefined,
  },
  {
    id: 'cn-shenzhen',
    name: 'China (Shenzhen)',
    area: 'china-mainland',
    status: 'open',
    published: ['ecr', 'cen', 'privatelink', 'oss-gateway-endpoint', 'dns-inbound-endpoint'],
    transitRouterZones: undefined,
  },
  {
    id: 'cn-heyuan',
    name: 'China (Heyuan)',
    area: 'china-mainland',
    status: 'open',
    published: ['ecr', 'cen', 'privatelink', 'oss-gateway-endpoint'],
    transitRouterZones: undefined,
  },
  {
    id: 'cn-guangzhou',
    name: 'China (Guangzhou)',
    area: 'china-mainland',
    status: 'open',
    published: ['ecr', 'cen', 'privatelink', 'oss-gateway-endpoint'],
    transitRouterZones: undefined,
  },
  {
    id: 'cn-chengdu',
    name: 'China (Chengdu)',
    area: 'china-mainland',
    status: 'open',
    published: ['ecr', 'cen', 'privatelink', 'oss-gateway-endpoint'],
    transitRouterZones: undefined,
  },
  {
    id: 'cn-hongkong',
    name: 'China (Hong Kong)',
    area: 'asia-pacific',
    status: 'open',
    published: ['cen', 'privatelink', 'oss-gateway-endpoint', 'dns-inbound-endpoint'],
    transitRouterZones: undefined,
  },
  {
    id: 'ap-northeast-1',
    name: 'Japan (Tokyo)',
    area: 'asia-pacific',
    status: 'open',
    published: ['ecr', 'cen', 'privatelink', 'oss-gateway-endpoint', 'dns-inbound-endpoint'],
    transitRouterZones: undefined,
  },
  {
    id: 'ap-northeast-2',
    name: 'South Korea (Seoul)',
    area: 'asia-pacific',
    status: 'open',
    published: ['ecr', 'privatelink', 'dns-inbound-endpoint'],
    transitRouterZones: undefined,
  },
  {
    id: 'ap-southeast-1',
    name: 'Singapore',
    area: 'asia-pacific',
    status: 'open',
    published: ['ecr', 'cen', 'privatelink', 'oss-gateway-endpoint', 'dns-inbound-endpoint'],
    transitRouterZones: undefined,
  },
  {
    id: 'ap-southeast-2',
    name: 'Australia (Sydney)',
    area: 'asia-pacific',
    status: 'closed',
    published: ['cen', 'privatelink'],
    transitRouterZones: undefined,
  },
  {
    id: 'ap-southeast-3',
    name: 'Malaysia (Kuala Lumpur)',
    area: 'asia-pacific',
    status: 'open',
    published: ['ecr', 'cen', 'privatelink', 'oss-gateway-endpoint', 'dns-inbound-endpoint'],
    transitRouterZones: undefined,
  },
  {
    id: 'ap-southeast-5',
    name: 'Indonesia (Jakarta)',
    area: 'asia-pacific',
    status: 'open',
    published: ['ecr', 'cen', 'privatelink', 'oss-gateway-endpoint', 'dns-inbound-endpoint'],
    transitRouterZones: undefined,
  },
  {
    id: 'ap-southeast-6',
    name: 'Philippines (Manila)',
    area: 'asia-pacific',
    status: 'open',
    published: ['ecr', 'cen', 'privatelink', 'dns-inbound-endpoint'],
    transitRouterZones: undefined,
  },
  {
    id: 'ap-southeast-7',
    name: 'Thailand (Bangkok)',
    area: 'asia-pacific',
    status: 'open',
    published: ['ecr', 'privatelink'],
    transitRouterZones: undefined,
  },
  {
    id: 'ap-south-1',
    name: 'India (Mumbai)',
    area: 'asia-pacific',
    status: 'unverified',
    published: ['cen', 'privatelink'],
    transitRouterZones: undefined,
  },
  {
    id: 'eu-central-1',
    name: 'Germany (Frankfurt)',
    area: 'europe-americas',
    status: 'open',
    published: ['ecr', 'cen', 'privatelink', 'oss-gateway-endpoint', 'dns-inbound-endpoint'],
    transitRouterZones: undefined,
  },
  {
    id: 'eu-west-1',
    name: 'UK (London)',
    area: 'europe-americas',
    status: 'open',
    published: ['ecr', 'cen', 'privatelink', 'oss-gateway-endpoint'],
    transitRouterZones: undefined,
  },
  {
    id: 'us-west-1',
    name: 'US (Silicon Valley)',
    area: 'europe-americas',
    status: 'open',
    published: ['ecr', 'cen', 'privatelink', 'oss-gateway-endpoint'],
    transitRouterZones: undefined,
  },
  {
    id: 'us-east-1',
    name: 'US (Virginia)',
    area: 'europe-americas',
    status: 'open',
    published: ['ecr', 'cen', 'privatelink', 'oss-gateway-endpoint', 'dns-inbound-endpoint'],
    transitRouterZones: undefined,
  },
  {
    id: 'na-south-1',
    name: 'Mexico',
    area: 'europe-americas',
    status: 'open',
    published: ['cen', 'privatelink'],
    transitRouterZones: undefined,
  },
  {
    id: 'me-east-1',
    name: 'UAE (Dubai)',
    area: 'middle-east',
    status: 'open',
    published: ['privatelink', 'oss-gateway-endpoint'],
    transitRouterZones: undefined,
  },
  {
    id: 'me-central-1',
    name: 'SAU (Riyadh)',
    area: 'middle-east',
    status: 'open',
    published: ['ecr', 'cen', 'privatelink'],
    transitRouterZones: undefined,
  },
  {
    id: 'cn-heyuan-acdr-1',
    name: 'Heyuan automotive-compliance dedicated cloud',
    area: 'china-mainland',
    status: 'open',
    published: ['privatelink'],
    transitRouterZones: undefined,
  },
  {
    id: 'cn-beijing-finance-1',
    name: 'China (Beijing Finance)',
    area: 'china-mainland',
    status: 'open',
    published: ['cen', 'privatelink'],
    transitRouterZones: undefined,
  },
  {
    id: 'cn-shanghai-finance-1',
    name: 'China (Shanghai Finance)',
    area: 'china-mainland',
    status: 'open',
    published: ['cen', 'privatelink'],
    transitRouterZones: undefined,
  },
  {
    id: 'cn-shenzhen-finance-1',
    name: 'China (Shenzhen Finance)',
    area: 'china-mainland',
    status: 'open',
    published: ['cen', 'privatelink'],
    transitRouterZones: undefined,
  },
];

const byId = new Map(regions.map((region) => [region.id, region]));

export function regionById(id: string): Region | undefined {
  return byId.get(id);
}

/** `cn-shanghai-l` lies in `cn-shanghai`, `ap-southeast-1a` in `ap-southeast-1`. */
export function regionOfZone(zone: string): string | undefined {
  const match = /^(.*\d)[a-z]$|^(.*)-[a-z]$/.exec(zone);
  return match?.[1] ?? match?.[2];
}

/** `l` to `cn-shanghai-l`, or to `ap-southeast-1l`: regions that end with a digit take no hyphen. */
export function zoneId(regionId: string, letter: string): string {
  return /\d$/.test(regionId) ? `${regionId}${letter}` : `${regionId}-${letter}`;
}

export function isMainland(regionId: string): boolean {
  return regionById(regionId)?.area === 'china-mainland';
}
