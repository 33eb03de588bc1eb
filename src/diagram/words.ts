/** What each kind of thing is called on the diagram. */
import type { BadgeKind, EdgeKind, NodeKind } from './graph.ts';

export const nodeWords: Readonly<Record<NodeKind, string>> = {
  'site': 'Site',
  'router': 'Customer router',
  'access-point': 'Access point',
  'circuit': 'Circuit',
  'vbr': 'Virtual border router',
  'vpn': 'IPsec-VPN',
  'ecr': 'Express Connect Router',
  'region-peering': 'Inter-region peering',
  'region': 'Region',
  'transit-router': 'Transit router',
  'vpc': 'VPC',
  'vswitch': 'vSwitch',
  'endpoint': 'PrivateLink endpoint',
  'service': 'Cloud service',
  'cloud-services': 'Alibaba Cloud services',
  'internet': 'Internet',
};

export const badgeWords: Readonly<Record<BadgeKind, string>> = {
  'network': 'Network',
  'failover-group': 'Failover group',
  'qos': 'QoS policy',
  'qos-queue': 'QoS queue',
  'cen': 'CEN',
  'attachment': 'Attachment',
  'route-table': 'Route table',
  'security-group': 'Security group',
  'tunnel': 'Tunnel',
  'demand': 'Demand',
  'expectation': 'Expectation',
  'monitoring': 'Monitoring',
  'alert': 'Alert',
  'contact': 'Contact',
  'drill': 'Drill',
  'unplaced': 'Not connected yet',
};

export const edgeWords: Readonly<Record<EdgeKind, string>> = {
  circuit: 'Circuit, thicker with bandwidth',
  vbr: 'Border of a circuit',
  association: 'ECR association',
  attachment: 'Transit router attachment',
  peering: 'Inter-region peering',
  vpn: 'IPsec-VPN',
  uplink: 'VBR uplink',
  access: 'Service access',
  privatelink: 'PrivateLink',
};

export const siteWords: Readonly<Record<'datacenter' | 'office' | 'cloud', string>> = {
  datacenter: 'Data center',
  office: 'Office',
  cloud: 'Other cloud',
};
