/** The OpenAPI products that the engine calls, with the hosts that serve them. */

export type ProductName =
  'vpc' | 'cbn' | 'expressconnectrouter' | 'privatelink' | 'pvtz' | 'cms' | 'ecs' | 'sts';

export interface Product {
  readonly name: ProductName;
  /** As the published metadata spells it. */
  readonly title: string;
  readonly version: string;
  /** Where most parameters travel; `actions.ts` knows the others. */
  readonly position: 'query' | 'body';
  /** `{region}` stands for the region of the call. */
  readonly host: string;
  readonly exceptions: Readonly<Record<string, string>>;
}

/**
 * Hosts: alibabacloud-typescript-sdk `<product>/src/client.ts` (constructor), aliyun-openapi-meta
 * `metadatas/products.json`, and terraform-provider-alicloud `alicloud/connectivity/endpoint.go`. For the Express
 * Connect Router the first would compute a regional host; the other two name one host for every region.
 */
export const products: Readonly<Record<ProductName, Product>> = {
  vpc: {
    name: 'vpc',
    title: 'Vpc',
    version: '2016-04-28',
    position: 'query',
    host: 'vpc.{region}.aliyuncs.com',
    exceptions: {
      'cn-hangzhou': 'vpc.aliyuncs.com',
      'cn-hangzhou-finance': 'vpc.aliyuncs.com',
      'cn-shanghai-finance-1': 'vpc.aliyuncs.com',
      'cn-shenzhen-finance-1': 'vpc.aliyuncs.com',
    },
  },
  cbn: {
    name: 'cbn',
    title: 'Cbn',
    version: '2017-09-12',
    position: 'query',
    host: 'cbn.aliyuncs.com',
    exceptions: {},
  },
  expressconnectrouter: {
    name: 'expressconnectrouter',
    title: 'ExpressConnectRouter',
    version: '2023-09-01',
    position: 'body',
    host: 'expressconnectrouter.cn-shanghai.aliyuncs.com',
    exceptions: {},
  },
  privatelink: {
    name: 'privatelink',
    title: 'Privatelink',
    version: '2020-04-15',
    position: 'query',
    host: 'privatelink.{region}.aliyuncs.com',
    exceptions: {},
  },
  // The regional hosts of the first are aliases of the central one, which both others name.
  pvtz: {
    name: 'pvtz',
    title: 'pvtz',
    version: '2018-01-01',
    position: 'query',
    host: 'pvtz.aliyuncs.com',
    exceptions: {},
  },
  cms: {
    name: 'cms',
    title: 'Cms',
    version: '2019-01-01',
    position: 'query',
    host: 'metrics.{region}.aliyuncs.com',
    exceptions: {},
  },
  ecs: {
    name: 'ecs',
    title: 'Ecs',
    version: '2014-05-26',
    position: 'query',
    host: 'ecs.{region}.aliyuncs.com',
    exceptions: {
      'cn-hangzhou': 'ecs-cn-hangzhou.aliyuncs.com',
      'cn-hangzhou-finance': 'ecs.aliyuncs.com',
      'cn-shanghai-finance-1': 'ecs-cn-hangzhou.aliyuncs.com',
      'cn-shenzhen-finance-1': 'ecs-cn-hangzhou.aliyuncs.com',
    },
  },
  sts: {
    name: 'sts',
    title: 'Sts',
    version: '2015-04-01',
    // OIDC tokens are long, and secret: addresses are written into logs.
    position: 'body',
    host: 'sts.{region}.aliyuncs.com',
    exceptions: {
      '': 'sts.aliyuncs.com',
      'ap-south-1': 'sts.aliyuncs.com',
      'ap-southeast-2': 'sts.aliyuncs.com',
    },
  },
};

export function hostOf(product: Product, region: string): string {
  return product.exceptions[region] ?? product.host.replace('{region}', region);
}
