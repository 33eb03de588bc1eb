/** Where a resource is found in the console of its cloud. */
import type { StateResource } from './tree.ts';

/**
 * Sources: ResourceCenter's `resourceDetailPageUrl` for route tables, and the links of the VPC and CEN user guides to
 * their consoles (help.aliyun.com). Unverified: the pages of single VPCs; other kinds lead to their product's console.
 */
export function consoleLink({ kind, region, id }: StateResource): string {
  const vpc = 'https://vpc.console.aliyun.com/vpc';
  switch (kind) {
    case 'vpc':
      return `${vpc}/${part(region)}/vpcs/${part(id ?? '')}`;
    case 'vswitch':
      return `${vpc}/${part(region)}/switches`;
    case 'vpc-route-table':
    case 'route-table':
      return `${vpc}/${part(region)}/route-tables/${part(id ?? '')}`;
    case 'cen':
      return `https://cen.console.aliyun.com/cen/detail/${part(id ?? '')}`;
    default:
      return productConsole(kind);
  }
}

function productConsole(kind: string): string {
  if (/^(tr-|transit-router)/.test(kind)) return 'https://cen.console.aliyun.com';
  if (/^(alert-|event-|contact)/.test(kind)) return 'https://cloudmonitor.console.aliyun.com';
  if (/^(physical-connection|virtual-border-router|vbr-|bgp-|ecr|qos|failover-test)/.test(kind))
    return 'https://expressconnect.console.aliyun.com';
  return 'https://vpc.console.aliyun.com';
}

function part(text: string): string {
  return encodeURIComponent(text);
}
