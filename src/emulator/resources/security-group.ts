/** Security groups with their rules. */
import { ApiError } from '../engine/api-error.ts';
import { altered } from '../engine/change.ts';
import { need } from '../engine/lookup.ts';
import { fieldsOf, list, text } from '../engine/model.ts';
import { defineResource, having } from './define.ts';
import type { Call, Fields, Handler, Json, World } from '../engine/types.ts';

export const securityGroup = defineResource({
  kind: 'security-group',
  product: 'ecs',
  idField: 'SecurityGroupId',
  idPrefix: 'sg-',
  life: { ready: 'present' },
  notFound: { code: 'InvalidSecurityGroupId.NotFound' },
  view: (group) => ({
    Permissions: list(group.fields.Rules),
    RuleCount: list(group.fields.Rules).length,
    EcsCount: 0,
  }),
  create: {
    action: 'CreateSecurityGroup',
    parents: [
      {
        param: 'VpcId',
        kind: 'vpc',
        notFound: { code: 'InvalidVpcId.NotFound' },
        wrongState: 'IncorrectVpcStatus',
      },
    ],
    defaults: { SecurityGroupType: 'normal', InnerAccessPolicy: 'Accept', Rules: [] },
  },
  reads: [
    {
      action: 'DescribeSecurityGroups',
      list: 'SecurityGroups',
      ignore: ['FuzzyQuery', 'IsQueryEcsCount', 'NetworkType', 'SecurityGroupIds'],
      where: isListed,
    },
  ],
  modifies: [
    { action: 'ModifySecurityGroupAttribute', by: ['SecurityGroupId'] },
    { action: 'ModifySecurityGroupPolicy', by: ['SecurityGroupId'] },
  ],
  delete: {
    action: 'DeleteSecurityGroup',
    by: ['SecurityGroupId'],
    check: (_call, world, group) => {
      const [user] = having(world, 'privatelink-security-group', 'SecurityGroupId', group.id);
      if (user !== undefined)
        throw new ApiError(
          'DependencyViolation',
          `Endpoint ${text(user.fields.EndpointId)} still uses ${group.id}.`,
        );
    },
  },
  extra: {
    DescribeSecurityGroupAttribute: describe,
    AuthorizeSecurityGroup: (call, world) => authorize(call, world, 'ingress'),
    AuthorizeSecurityGroupEgress: (call, world) => authorize(call, world, 'egress'),
    RevokeSecurityGroup: (call, world) => revoke(call, world, 'ingress'),
    RevokeSecurityGroupEgress: (call, world) => revoke(call, world, 'egress'),
  },
});

type Direction = 'ingress' | 'egress';

/** Members of a rule; a rule is the same rule when all of these are equal. */
const identity = [
  ...[
    'IpProtocol',
    'PortRange',
    'SourceCidrIp',
    'DestCidrIp',
    'Ipv6SourceCidrIp',
    'Ipv6DestCidrIp',
    'SourceGroupId',
    'DestGroupId',
  ],
  ...[
    'SourcePrefixListId',
    'DestPrefixListId',
    'SourcePortRange',
    'Policy',
    'Priority',
    'NicType',
    'PortRangeListId',
  ],
];

/** SecurityGroupIds is a JSON text with ids. */
function isListed(group: { readonly id: string }, call: Call): boolean {
  const ids = text(call.params.SecurityGroupIds);
  return ids === '' || ids.includes(`"${group.id}"`);
}

function describe(call: Call, world: World): ReturnType<Handler> {
  const group = need(securityGroup, ['SecurityGroupId'], call, world);
  const direction = text(call.params.Direction) || 'all';
  const rules = list(group.fields.Rules).filter(
    (each) => direction === 'all' || text(fieldsOf(each).Direction) === direction,
  );
  return {
    answer: {
      ...group.fields,
      SecurityGroupId: group.id,
      RegionId: group.region,
      Permissions: rules,
      NextToken: '',
    },
  };
}

function authorize(call: Call, world: World, direction: Direction): ReturnType<Handler> {
  const group = need(securityGroup, ['SecurityGroupId'], call, world);
  const known = list(group.fields.Rules).map(fieldsOf);
  const fresh = rulesOf(call, direction);
  // A rule that exists already is not added twice, and that is no error.
  const added = fresh
    .filter((rule) => !known.some((each) => sameRule(each, rule)))
    .map((rule) => ({
      ...rule,
      SecurityGroupRuleId: world.newId('sgr-'),
      CreateTime: new Date(world.now).toISOString(),
    }));
  return withRules(group, [...known, ...added], world);
}

function revoke(call: Call, world: World, direction: Direction): ReturnType<Handler> {
  const group = need(securityGroup, ['SecurityGroupId'], call, world);
  const ids = list(call.params.SecurityGroupRuleId).map(text);
  const gone = ids.length > 0 ? [] : rulesOf(call, direction);
  const kept = list(group.fields.Rules)
    .map(fieldsOf)
    .filter(
      (each) => !ids.includes(text(each.SecurityGroupRuleId)) && !gone.some((rule) => sameRule(each, rule)),
    );
  return withRules(group, kept, world);
}

function withRules(
  group: ReturnType<typeof need>,
  rules: readonly Json[],
  world: World,
): ReturnType<Handler> {
  const resource = altered(group, { ...group.fields, Rules: rules }, [group.status], [], world);
  return { answer: {}, changes: [{ op: 'update', resource }] };
}

/** Rules come as a list, or in old calls as members of the request itself. */
function rulesOf(call: Call, direction: Direction): readonly Fields[] {
  const given = list(call.params.Permissions).map(fieldsOf);
  const source = given.length > 0 ? given : [call.params];
  return source.map((each) => ruleOf(each, direction));
}

function ruleOf(given: Fields, direction: Direction): Fields {
  const members = Object.fromEntries([...identity, 'Description'].map((name) => [name, given[name]]));
  const protocol = text(given.IpProtocol).toUpperCase();
  if (protocol === '')
    throw new ApiError('MissingParameter', 'The parameter "IpProtocol" is mandatory for a rule.');
  // Defaults of a rule: parameter texts of AuthorizeSecurityGroup.
  return {
    ...members,
    IpProtocol: protocol,
    PortRange: text(given.PortRange) || '-1/-1',
    Policy: text(given.Policy).toLowerCase() === 'drop' ? 'Drop' : 'Accept',
    Priority: text(given.Priority) || '1',
    NicType: 'intranet',
    Direction: direction,
  };
}

function sameRule(a: Fields, b: Fields): boolean {
  return text(a.Direction) === text(b.Direction) && identity.every((name) => text(a[name]) === text(b[name]));
}
