/**
 * Regions, zones and access points that the emulator offers.
 * Regions: aliyun-openapi-meta metadatas/products.json (regions with a VPC endpoint).
 * Zones: https://help.aliyun.com/en/cen/product-overview/regions-and-zones-that-support-transit-router for the regions
 * listed with letters; elsewhere two invented zones `a` and `b`, since a plan needs only two that differ.
 * Access points: ids in examples of the API metadata and of terraform-provider-alicloud; the live list is longer.
 */
export interface Region {
  readonly id: string;
  readonly name: string;
  /** Last letters of the zone ids. */
  readonly zones: string;
}

export const regions: readonly Region[] = [
  { id: 'cn-hangzhou', name: 'China (Hangzhou)', zones: 'bhijk' },
  { id: 'cn-shanghai', name: 'China (Shanghai)', zones: 'bcefglmn' },
  { id: 'cn-beijing', name: 'China (Beijing)', zones: 'abcdefghijkl' },
  { id: 'cn-shenzhen', name: 'China (Shenzhen)', zones: 'abcdef' },
  { id: 'cn-guangzhou', name: 'China (Guangzhou)', zones: 'ab' },
  { id: 'cn-chengdu', name: 'China (Chengdu)', zones: 'ab' },
  { id: 'cn-qingdao', name: 'China (Qingdao)', zones: 'bc' },
  { id: 'cn-zhangjiakou', name: 'China (Zhangjiakou)', zones: 'abc' },
  { id: 'cn-huhehaote', name: 'China (Hohhot)', zones: 'ab' },
  { id: 'cn-wulanchabu', name: 'China (Ulanqab)', zones: 'abc' },
  { id: 'cn-heyuan', name: 'China (Heyuan)', zones: 'ab' },
  { id: 'cn-nanjing', name: 'China (Nanjing - Local Region)', zones: 'a' },
  { id: 'cn-fuzhou', name: 'China (Fuzhou - Local Region)', zones: 'a' },
  { id: 'cn-wuhan-lr', name: 'China (Wuhan - Local Region)', zones: 'a' },
  { id: 'cn-hongkong', name: 'China (Hong Kong)', zones: 'bcd' },
  { id: 'ap-northeast-1', name: 'Japan (Tokyo)', zones: 'abc' },
  { id: 'ap-northeast-2', name: 'South Korea (Seoul)', zones: 'ab' },
  { id: 'ap-southeast-1', name: 'Singapore', zones: 'abc' },
  { id: 'ap-southeast-3', name: 'Malaysia (Kuala Lumpur)', zones: 'abc' },
  { id: 'ap-southeast-5', name: 'Indonesia (Jakarta)', zones: 'abc' },
  { id: 'ap-southeast-6', name: 'Philippines (Manila)', zones: 'ab' },
  { id: 'ap-southeast-7', name: 'Thailand (Bangkok)', zones: 'ab' },
  { id: 'eu-central-1', name: 'Germany (Frankfurt)', zones: 'abc' },
  { id: 'eu-west-1', name: 'UK (London)', zones: 'ab' },
  { id: 'us-west-1', name: 'US (Silicon Valley)', zones: 'ab' },
  { id: 'us-east-1', name: 'US (Virginia)', zones: 'ab' },
  { id: 'na-south-1', name: 'Mexico', zones: 'a' },
  { id: 'me-east-1', name: 'UAE (Dubai)', zones: 'a' },
  { id: 'me-central-1', name: 'Saudi Arabia (Riyadh)', zones: 'ab' },
];

export function zonesOf(regionId: string): readonly string[] {
  const region = regions.find((each) => each.id === regionId);
  return Array.from(region?.zones ?? 'ab', (letter) => zoneId(regionId, letter));
}

/** Regions outside China write the zone without a hyphen: `ap-southeast-1a`, but `cn-hangzhou-h`. */
function zoneId(regionId: string, letter: string): string {
  return /\d$/.test(regionId) ? `${regionId}${letter}` : `${regionId}-${letter}`;
}

/**
 * The area of a region, as CEN spells it. Source: GeographicRegionBId of DescribeCenBandwidthPackages.
 * Unverified: the word for the Middle East.
 */
export function areaOf(regionId: string): string {
  if (regionId.startsWith('cn-') && regionId !== 'cn-hongkong') return 'china';
  if (/^(us|na)-/.test(regionId)) return 'north-america';
  if (regionId.startsWith('eu-')) return 'europe';
  return regionId.startsWith('me-') ? 'middle-east' : 'asia-pacific';
}

export interface AccessPoint {
  readonly id: string;
  readonly regionId: string;
  readonly name: string;
}

export const accessPoints: readonly AccessPoint[] = [
  { id: 'ap-cn-hangzhou-jg-B', regionId: 'cn-hangzhou', name: 'Hangzhou-Jianggan-B' },
  { id: 'ap-cn-hangzhou-yh-B', regionId: 'cn-hangzhou', name: 'Hangzhou-Yuhang-B' },
  { id: 'ap-cn-hangzhou-yh-C', regionId: 'cn-hangzhou', name: 'Hangzhou-Yuhang-C' },
  { id: 'ap-cn-hangzhou-xs-B', regionId: 'cn-hangzhou', name: 'Hangzhou-Xiaoshan-B' },
  { id: 'ap-cn-shanghai-nt-aligroup-C', regionId: 'cn-shanghai', name: 'Shanghai-Nantong-C' },
  { id: 'ap-cn-shanghai-pd-D', regionId: 'cn-shanghai', name: 'Shanghai-Pudong-D' },
  { id: 'ap-cn-beijing-ft-A', regionId: 'cn-beijing', name: 'Beijing-Fengtai-A' },
  { id: 'ap-cn-beijing-yz-A', regionId: 'cn-beijing', name: 'Beijing-Yizhuang-A' },
  { id: 'ap-cn-beijing-dx-B', regionId: 'cn-beijing', name: 'Beijing-Daxing-B' },
  { id: 'ap-cn-beijing-cp-A', regionId: 'cn-beijing', name: 'Beijing-Changping-A' },
  { id: 'ap-cn-qingdao-ls-A', regionId: 'cn-qingdao', name: 'Qingdao-Laoshan-A' },
  { id: 'ap-cn-qingdao-ls-B', regionId: 'cn-qingdao', name: 'Qingdao-Laoshan-B' },
];
