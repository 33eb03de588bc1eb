import type { Prefix } from '../../model/ip.ts';
import type { AllowRule } from '../../model/topology.ts';
import { defineKind } from '../kind.ts';
import { ref } from '../value.ts';

/**
 * What a security group lets in. A rule that is there already is not added twice. Source: aliyun-openapi-meta
 * en-US/ecs/AuthorizeSecurityGroup.json, RevokeSecurityGroup.json, DescribeSecurityGroupAttribute.json.
 */
export const securityGroupRule = defineKind({
  name: 'security-group-rule',
  title: 'security group rule',
  product: 'ecs',
  id: ['group', 'protocol', 'ports', 'source', 'source6'],
  naturalKey: ['group', 'protocol', 'ports', 'source', 'source6'],
  properties: {
    group: {
      wire: 'SecurityGroupId',
      read: false,
      refersTo: ['security-group'],
      required: true,
      immutable: true,
    },
    protocol: {
      wire: 'Permissions.1.IpProtocol',
      read: 'IpProtocol',
      as: 'caseless',
      required: true,
      immutable: true,
    },
    ports: { wire: 'Permissions.1.PortRange', read: 'PortRange', required: true, immutable: true },
    source: { wire: 'Permissions.1.SourceCidrIp', read: 'SourceCidrIp', immutable: true, absent: '' },
    source6: {
      wire: 'Permissions.1.Ipv6SourceCidrIp',
      read: 'Ipv6SourceCidrIp',
      as: 'caseless',
      immutable: true,
      absent: '',
    },
  },
  create: { action: 'AuthorizeSecurityGroup' },
  read: {
    action: 'DescribeSecurityGroupAttribute',
    items: 'Permissions.Permission',
    within: { SecurityGroupId: 'group' },
    with: { Direction: 'ingress' },
  },
  delete: {
    action: 'RevokeSecurityGroup',
    send: {
      'SecurityGroupId': 'group',
      'Permissions.1.IpProtocol': 'protocol',
      'Permissions.1.PortRange': 'ports',
      'Permissions.1.SourceCidrIp': 'source',
      'Permissions.1.Ipv6SourceCidrIp': 'source6',
    },
  },
  scopes: ['group'],
  goneCodes: ['InvalidSecurityGroupId.NotFound'],

  *desired({ topology }) {
    for (const vpc of topology.vpcs) {
      for (const group of vpc.securityGroups.filter((each) => each.cloudId === undefined)) {
        const seen = new Set<string>();
        for (const rule of group.allows) {
          for (const prefix of sourcesOf(rule)) {
            const address = `${group.path}/rule.${rule.protocol}-${portRange(rule).replace('/', '-')}.${prefix.text.replace('/', '_')}`;
            // Two rules of the text may overlap; the group holds each only once.
            if (seen.has(address)) continue;
            seen.add(address);
            yield {
              address,
              element: rule,
              region: vpc.region,
              inputs: {
                group: ref(group.path),
                protocol: rule.protocol,
                ports: portRange(rule),
                source: prefix.version === 4 ? prefix.text : undefined,
                source6: prefix.version === 6 ? prefix.text : undefined,
              },
            };
          }
        }
      }
    }
  },
});

function sourcesOf(rule: AllowRule): Prefix[] {
  return [...rule.sites.flatMap((site) => site.prefixes), ...rule.prefixes];
}

function portRange(rule: AllowRule): string {
  return rule.firstPort === undefined ? '-1/-1' : `${rule.firstPort}/${rule.lastPort ?? rule.firstPort}`;
}
