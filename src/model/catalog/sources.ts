/**
 * Where the facts of this catalog and of the rules are published, by short names.
 *
 * `api(...)` names a page of Alibaba Cloud's open API metadata,
 * https://github.com/aliyun/aliyun-openapi-meta at commit 2563691c.
 */
export const docs = {
  /** "Access Alibaba Cloud services over Express Connect": the solution that hcnet follows. */
  solution:
    'https://help.aliyun.com/en/cloud-network-well-architected-design/idc-accesses-cloud-services-through-leased-lines',
  limits: 'https://www.alibabacloud.com/help/en/express-connect/product-overview/limits',
  limitsChina: 'https://help.aliyun.com/en/express-connect/product-overview/limits',
  quotas: 'https://help.aliyun.com/en/express-connect/user-guide/quotas/',
  faq: 'https://www.alibabacloud.com/help/en/express-connect/ (FAQ about connections over Express Connect circuits)',
  vbr: 'https://www.alibabacloud.com/help/en/express-connect/user-guide/what-is-a-virtual-border-router',
  bgp: 'https://www.alibabacloud.com/help/en/express-connect/user-guide/configure-and-manage-bgp',
  bfd: 'https://www.alibabacloud.com/help/en/express-connect/use-cases/configure-bgp-and-bfd-to-accelerate-route-convergence',
  ecmp: 'https://www.alibabacloud.com/help/en/express-connect/use-cases/the-local-idc-can-use-ecr-to-link-the-load-to-the-cloud',
  qos: 'https://www.alibabacloud.com/help/en/express-connect/ (QoS policies of Express Connect circuits)',
  vpnStandby:
    'https://www.alibabacloud.com/help/en/vpn/sub-product-ipsec-vpn/use-cases/configure-active-or-standby-connections-by-using-ipsec-vpn-and-an-express-connect-circuit',
  ecr: 'https://www.alibabacloud.com/help/en/express-connect/user-guide/ecr',
  classicFailoverGroup: 'https://alibabacloud.com/help/doc-detail/212629.html',
  ecrFailoverGroup:
    'https://www.alibabacloud.com/help/en/express-connect/user-guide/ecr-supports-multiple-vbr-configurations-for-fast-switching-groups',
  healthCheck:
    'https://www.alibabacloud.com/help/en/express-connect/user-guide/configure-and-manage-health-checks',
  failoverTest: 'https://www.alibabacloud.com/help/id/express-connect/user-guide/failover-test',
  apply: 'https://www.alibabacloud.com/help/en/doc-detail/91261.htm',
  letterOfAuthorization:
    'https://alibabacloud.com/help/tc/express-connect/user-guide/create-and-manage-a-dedicated-connection-over-an-express-connect-circuit',
  hosted: 'https://www.alibabacloud.com/help/en/express-connect/user-guide/overview-of-hosted-connections',
  hostedChanges: 'https://alibabacloud.com/help/en/express-connect/product-overview/modify-configurations',
  accessPoints: 'https://help.aliyun.com/document_detail/36062.htm',
  listAccessPoints:
    'https://help.aliyun.com/zh/express-connect/api-vpc-2016-04-28-listbusinessaccesspoints-efficiency-channels',
  describeAccessPoints: 'https://www.alibabacloud.com/help/tc/vpc/api-describeaccesspoints',
  billing: 'https://alibabacloud.com/help/doc-detail/54582.htm',
  portFee: 'https://www.alibabacloud.com/help/en/express-connect/product-overview/resource-usage-fee',
  vpnBilling: 'https://www.alibabacloud.com/help/en/vpn/view-bills-for-ssl-vpn',
  vpnTransferBilling:
    'https://www.alibabacloud.com/help/en/vpn/product-overview/cdt-billing-is-supported-for-ipsec-vpn-connection-public-network-traffic-bound-to-tr',
  privateZoneBilling: 'https://alibabacloud.com/help/doc-detail/71338.htm',
  outboundFee: 'https://intl.aliyun.com/help/en/express-connect/product-overview/outbound-data-transfer-fees',
  cenBilling: 'https://www.alibabacloud.com/help/en/cen/product-overview/billing-rules',
  transitRouter: 'https://www.alibabacloud.com/help/en/cen/product-overview/how-transit-routers-work',
  transitRouterZones:
    'https://help.aliyun.com/en/cen/product-overview/regions-and-zones-that-support-transit-router',
  transitRouterEcr: 'https://www.alibabacloud.com/help/en/cen/user-guide/connect-ecrs',
  transitRouterOss:
    'https://alibabacloud.com/help/en/cen/use-cases/use-enterprise-edition-transit-routers-to-enable-ecs-instances-to-access-oss-across-regions-over-vpc-connections',
  cenFaq: 'https://www.alibabacloud.com/help/doc-detail/66205.htm',
  regionPeering: 'https://www.alibabacloud.com/help/en/cen/user-guide/manage-inter-region-connections',
  ossEndpoints: 'https://www.alibabacloud.com/help/en/oss/user-guide/regions-and-endpoints',
  ossBlocks: 'https://help.aliyun.com/zh/oss/internal-endpoints-of-oss-buckets-and-vip-ranges',
  ossBlocksMove:
    'https://alibabacloud.com/help/en/object-storage-service/latest/oss-internal-endpoints-and-vip-ranges',
  ossGatewayEndpoint: 'https://alibabacloud.com/help/en/oss/oss-supported-gateway-endpoint-regions',
  slsBlocks: 'https://help.aliyun.com/zh/sls/developer-reference/vpc-private-intranet-domain-name',
  slsEndpoints: 'https://alibabacloud.com/help/en/sls/endpoints',
  dnsInbound: 'https://help.aliyun.com/en/dns/pvtz-inbound-endpoint',
  modelStudio: 'https://alibabacloud.com/help/doc-detail/2852709.html',
  pai: 'https://www.alibabacloud.com/help/en/pai/access-pai-services-over-the-private-network-through-privatelink',
  privatelink: 'https://www.alibabacloud.com/help/en/privatelink/user-guide/endpoint-overview/',
  privatelinkQuotas: 'https://help.aliyun.com/en/privatelink/quotas-and-limits',
  privatelinkBilling: 'https://help.aliyun.com/en/privatelink/private-link-billing-description',
  privatelinkBillingUsd: 'https://alibabacloud.com/help/ja/privatelink/product-overview/billing-description',
  privatelinkOss:
    'https://www.alibabacloud.com/help/id/privatelink/getting-started/access-oss-resources-through-the-private-network',
  vpnEvents: 'https://alibabacloud.com/help/en/eventbridge/user-guide/vpn-gateway-events',
  apiEndpoints: 'https://github.com/aliyun/aliyun-openapi-meta (2563691c, metadatas/products.json)',
  terraformTests: 'https://github.com/aliyun/terraform-provider-alicloud (documentation and tests)',
  vbrMetrics:
    'https://github.com/AlibabaCloudDocs/cms (9bac8f01, Appendix 1: Metrics, Express Connect-VBR.md)',
  peeringMetrics:
    'https://github.com/AlibabaCloudDocs/cms (9bac8f01, Appendix 1: Metrics, Express Connect.md)',
  cenRegionMetrics: 'https://github.com/AlibabaCloudDocs/cms (9bac8f01, Appendix 1: Metrics, CEN-Region.md)',
  cenVbrMetrics: 'https://github.com/AlibabaCloudDocs/cms (9bac8f01, Appendix 1: Metrics, CEN-Router.md)',
  privatelinkMetrics:
    'https://github.com/AlibabaCloudDocs/cms (9bac8f01, Appendix 1: Metrics, PrivateLink-Endpoint.md)',
  vpnMetrics: 'https://github.com/AlibabaCloudDocs/cms (9bac8f01, Appendix 1: Metrics, vpngw.md)',
  cenEvents:
    'https://github.com/AlibabaCloudDocs/cms (9bac8f01, Appendix 2: System events, Cloud Enterprise Network.md)',
  privatelinkEvents:
    'https://github.com/AlibabaCloudDocs/cms (9bac8f01, Appendix 2: System events, PrivateLink.md)',
  inspectionSkill:
    'https://github.com/aliyun/alibabacloud-aiops-skills (1202ecc7, alibabacloud-network-health-inspection)',
} as const;

/** `api('vpc/CreateVbrHa')`: the page of one action in the published API metadata. */
export function api(action: string): string {
  return `aliyun-openapi-meta en-US/${action}.json`;
}

/** The Chinese edition, which at times says more. */
export function apiInChinese(action: string): string {
  return `aliyun-openapi-meta zh-CN/${action}.json`;
}

/** `documented`: the source says so. `inferred`: follows from the source. `proposed`: this project's default. */
export type Provenance = 'documented' | 'inferred' | 'proposed';
