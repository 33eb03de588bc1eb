/** Products of Alibaba Cloud as a hybrid network sees them: how a site can reach each. */
import { knownPrefix, type Prefix } from '../ip.ts';
import { serviceBlockTable } from './service-blocks.ts';
import { docs, type Provenance } from './sources.ts';

/**
 * `vpc`: an address in the customer's vSwitch. `private-endpoint`: an address of the provider, normally in
 * 100.64.0.0/10. `public-only`: a public name only, unless PrivateLink serves it.
 * Source: https://help.aliyun.com/en/cloud-network-well-architected-design/idc-accesses-cloud-services-through-leased-lines
 */
export type ServiceClass = 'vpc' | 'private-endpoint' | 'public-only';

export interface PrivateLinkOffer {
  /** Name of the endpoint service; `{region}` stands for the region's id. */
  readonly serviceName: string;
  /** Regions that are named as served; `undefined` when the source does not restrict them. */
  readonly regions: readonly string[] | undefined;
  /** Name that serves HTTPS through the endpoint, where one is documented. */
  readonly domain: string | undefined;
  readonly sources: readonly string[];
}

export interface ServiceProduct {
  /** As in designs: `product oss`. */
  readonly id: string;
  readonly name: string;
  readonly class: ServiceClass;
  readonly provenance: Provenance;
  /** Port that clients use unless the design says otherwise. */
  readonly port: number;
  /** Host name that answers on the private network; `{region}` stands for the region's id. */
  readonly endpoint: string | undefined;
  /** `undefined`: whether PrivateLink serves it is not established. */
  readonly privateLink: PrivateLinkOffer | undefined;
  readonly note: string | undefined;
  readonly sources: readonly string[];
}

const managementNote =
  'Host name of the management API; no address blocks are published for it, so resolve it through the VPC or use PrivateLink.';

/** Ports are the well-known ones of each protocol. */
export const serviceProducts: readonly ServiceProduct[] = [
  product('oss', 'Object Storage Service', 'private-endpoint', {
    endpoint: 'oss-{region}-internal.aliyuncs.com',
    privateLink: {
      serviceName: 'com.aliyuncs.privatelink.{region}.oss',
      regions: undefined,
      domain: undefined,
      sources: [docs.privatelinkOss, docs.terraformTests],
    },
    note: 'All blocks of a region must be routed, since OSS moves between them.',
    sources: [docs.ossEndpoints, docs.ossBlocks],
  }),
  product('sls', 'Simple Log Service', 'private-endpoint', {
    endpoint: '{region}-internal.log.aliyuncs.com',
    note: 'Only the -internal name has fixed blocks; none are published for the older -intranet name.',
    sources: [docs.slsBlocks, docs.slsEndpoints],
  }),
  product('dns', 'Private DNS resolver', 'private-endpoint', {
    port: 53,
    note: 'Answers VPCs at 100.100.2.136 and 100.100.2.138; sites forward to an inbound endpoint instead.',
    sources: [docs.dnsInbound],
  }),
  product('model-studio', 'Model Studio', 'public-only', {
    privateLink: {
      serviceName: 'com.aliyuncs.dashscope',
      regions: ['cn-beijing', 'ap-southeast-1'],
      domain: 'vpc-{region}.dashscope.aliyuncs.com',
      sources: [docs.modelStudio],
    },
    note: 'The default name of the endpoint serves HTTP only; the custom name serves HTTPS.',
    sources: [docs.solution, docs.modelStudio],
  }),
  management('model-studio-openapi', 'Model Studio management API', 'bailian-vpc.{region}.aliyuncs.com'),
  pai('pai-aiworkspace', 'PAI AIWorkspace', 'aiworkspace', ['cn-wulanchabu', 'cn-hangzhou', 'cn-beijing']),
  pai('pai-dlc', 'PAI DLC', 'pai-dlc', undefined),
  pai('pai-dsw', 'PAI DSW', 'pai-dsw', undefined),
  management('maxcompute', 'MaxCompute', 'maxcompute-vpc.{region}.aliyuncs.com'),
  management('tablestore', 'Tablestore', 'tablestore-vpc.{region}.aliyuncs.com'),
  management('acr', 'Container Registry', 'cr-vpc.{region}.aliyuncs.com'),
  management('kms', 'Key Management Service', 'kms-vpc.{region}.aliyuncs.com'),
  management('sts', 'Security Token Service', 'sts-vpc.{region}.aliyuncs.com'),
  management('cms', 'CloudMonitor', 'metrics-vpc.{region}.aliyuncs.com'),
  product('rds', 'ApsaraDB RDS', 'vpc', { port: 3306, sources: [docs.solution] }),
  inVpc('polardb', 'PolarDB', 3306),
  inVpc('redis', 'Tair (Redis)', 6379),
  inVpc('mongodb', 'ApsaraDB for MongoDB', 3717),
  inVpc('ecs', 'Elastic Compute Service', 443),
  inVpc('nlb', 'Network Load Balancer', 443),
  inVpc('alb', 'Application Load Balancer', 443),
  inVpc('nas', 'File Storage NAS', 2049),
  inVpc('ack', 'Container Service for Kubernetes', 6443),
];

const byId = new Map(serviceProducts.map((entry) => [entry.id, entry]));
const blocks = new Map<string, readonly Prefix[]>(
  Object.entries(serviceBlockTable).flatMap(([id, regions]) =>
    Object.entries(regions).map(([region, texts]) => [`${id} ${region}`, texts.map(knownPrefix)] as const),
  ),
);
const blockList = [...blocks].flatMap(([key, prefixes]) => {
  const [productId = '', regionId = ''] = key.split(' ');
  return prefixes.map((prefix) => ({ productId, regionId, prefix }));
});

/** One block of 100.64.0.0/10 and whose it is. */
export interface ServiceBlock {
  readonly productId: string;
  readonly regionId: string;
  readonly prefix: Prefix;
}

export function serviceByProduct(id: string): ServiceProduct | undefined {
  return byId.get(id);
}

/** The blocks of a product in a region; empty when none are published or known. */
export function serviceBlocks(productId: string, regionId: string): readonly Prefix[] {
  return blocks.get(`${productId} ${regionId}`) ?? [];
}

/** Every known block of every product and region. */
export function allServiceBlocks(): readonly ServiceBlock[] {
  return blockList;
}

/** The endpoint service's name in a region; `undefined` where PrivateLink is not known to serve the product. */
export function privateLinkService(productId: string, regionId: string): string | undefined {
  const offer = byId.get(productId)?.privateLink;
  if (offer === undefined || offer.regions?.includes(regionId) === false) return undefined;
  return inRegion(offer.serviceName, regionId);
}

/** Host name that answers on the private network in this region. */
export function serviceEndpoint(productId: string, regionId: string): string | undefined {
  const endpoint = byId.get(productId)?.endpoint;
  return endpoint === undefined ? undefined : inRegion(endpoint, regionId);
}

function inRegion(pattern: string, regionId: string): string {
  return pattern.replaceAll('{region}', regionId);
}

type Details = Partial<Omit<ServiceProduct, 'id' | 'name' | 'class'>>;

function product(id: string, name: string, serviceClass: ServiceClass, details: Details): ServiceProduct {
  return {
    id,
    name,
    class: serviceClass,
    provenance: 'documented',
    port: 443,
    endpoint: undefined,
    privateLink: undefined,
    note: undefined,
    sources: [],
    ...details,
  };
}

/** The class follows from the instance's address, which is that of an interface in a vSwitch. */
function inVpc(id: string, name: string, port: number): ServiceProduct {
  return product(id, name, 'vpc', { provenance: 'inferred', port, sources: [docs.solution] });
}

/** That these names resolve inside 100.64.0.0/10 is inferred; only the names are published. */
function management(id: string, name: string, endpoint: string): ServiceProduct {
  return product(id, name, 'private-endpoint', {
    provenance: 'inferred',
    endpoint,
    note: managementNote,
    sources: [docs.apiEndpoints],
  });
}

function pai(
  id: string,
  name: string,
  service: string,
  regions: readonly string[] | undefined,
): ServiceProduct {
  return product(id, name, 'private-endpoint', {
    endpoint: `${service}-vpc.{region}.aliyuncs.com`,
    privateLink: {
      serviceName: `com.aliyuncs.privatelink.{region}.${service}`,
      regions,
      domain: undefined,
      sources: [docs.pai],
    },
    sources: [docs.pai],
  });
}
