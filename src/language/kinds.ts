/** What the kinds of things are called in messages. */
import type { ReferenceInfo } from 'langium';
import { reflection } from './generated/ast.ts';

export function nameOfKind(type: string): string {
  return names.get(type) ?? type.toLowerCase();
}

/** The kinds of things that a reference may lead to. */
export function kindsWanted(reference: ReferenceInfo): readonly string[] {
  const type = reflection.getReferenceType(reference);
  const kinds = reflection.getAllSubTypes(type).filter((kind) => names.has(kind));
  return kinds.map(nameOfKind);
}

const names: ReadonlyMap<string, string> = new Map([
  ['Network', 'network'],
  ['Site', 'site'],
  ['Router', 'router'],
  ['Circuit', 'circuit'],
  ['Vbr', 'VBR'],
  ['FailoverGroup', 'failover group'],
  ['Qos', 'QoS policy'],
  ['Ecr', 'ECR'],
  ['Cen', 'CEN'],
  ['TransitRouter', 'transit router'],
  ['Vpc', 'VPC'],
  ['VSwitch', 'vSwitch'],
  ['SecurityGroup', 'security group'],
  ['Vpn', 'VPN'],
  ['EndpointService', 'endpoint service'],
  ['Service', 'service'],
  ['Contact', 'contact'],
  ['Monitoring', 'monitoring'],
  ['Drill', 'drill'],
  ['RouteTable', 'route table'],
  ['VpcRouteTable', 'route table'],
  ['RoutingPolicy', 'routing policy'],
  ['QosQueue', 'queue'],
  ['RegionQueue', 'queue'],
  ['QosRule', 'rule'],
  ['Tunnel', 'tunnel'],
  ['Alert', 'alert'],
]);
