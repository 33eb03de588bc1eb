import { domainsOf } from '../design/endpoints.ts';
import { defineKind } from '../kind.ts';
import { ref } from '../value.ts';

/**
 * The VPC that sees a private zone. The call sets the whole list, and a zone of ours has one VPC. Source:
 * aliyun-openapi-meta en-US/pvtz/BindZoneVpc.json, DescribeZoneInfo.json (`BindVpcs`); terraform-provider-alicloud
 * alicloud/resource_alicloud_pvtz_zone_attachment.go.
 */
export const privateZoneBinding = defineKind({
  name: 'private-zone-binding',
  title: 'VPC of a private zone',
  product: 'pvtz',
  id: ['zone', 'vpc'],
  naturalKey: ['zone', 'vpc'],
  properties: {
    zone: { wire: 'ZoneId', read: false, refersTo: ['private-zone'], required: true, immutable: true },
    vpc: { wire: 'Vpcs.1.VpcId', read: 'VpcId', refersTo: ['vpc'], required: true, immutable: true },
    region: { wire: 'Vpcs.1.RegionId', read: 'RegionId', required: true, immutable: true },
  },
  create: { action: 'BindZoneVpc' },
  read: { action: 'DescribeZoneInfo', items: 'BindVpcs.Vpc', within: { ZoneId: 'zone' } },
  // No VPC is named: none sees the zone any more.
  delete: { action: 'BindZoneVpc', send: { ZoneId: 'zone' } },
  scopes: ['zone'],
  goneCodes: ['Zone.NotExists'],
  carries: {},

  *desired({ topology }) {
    for (const { service, vpc, address } of domainsOf(topology)) {
      yield {
        address: `${address}/vpc`,
        element: service,
        region: '',
        inputs: { zone: ref(address), vpc: ref(vpc.path), region: vpc.region },
      };
    }
  },
});
