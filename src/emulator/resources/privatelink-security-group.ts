/** Security groups of an endpoint. */
import { text } from '../engine/model.ts';
import { defineResource } from './define.ts';

export const privatelinkSecurityGroup = defineResource({
  kind: 'privatelink-security-group',
  product: 'privatelink',
  idField: 'ResourceKey',
  identify: (fields) => `${text(fields.EndpointId)}:${text(fields.SecurityGroupId)}`,
  life: {
    field: 'SecurityGroupStatus',
    creating: 'Attaching',
    ready: 'Attached',
    deleting: 'Detaching',
    busy: 'EndpointLocked',
  },
  notFound: { code: 'SecurityGroupNotFound' },
  locks: (fields) => [
    { key: `endpoint:${text(fields.EndpointId)}`, code: 'EndpointLocked' },
    { key: 'privatelink:account', code: 'ConcurrentCallNotSupported' },
  ],
  create: {
    action: 'AttachSecurityGroupToVpcEndpoint',
    parents: [
      { param: 'EndpointId', kind: 'privatelink-endpoint', wrongState: 'EndpointOperationDenied' },
      { param: 'SecurityGroupId', kind: 'security-group' },
    ],
    unique: [{ by: ['EndpointId', 'SecurityGroupId'], code: 'SecurityGroupAlreadyAttached' }],
  },
  reads: [
    {
      action: 'ListVpcEndpointSecurityGroups',
      list: 'SecurityGroups',
      parents: [{ param: 'EndpointId', kind: 'privatelink-endpoint' }],
    },
  ],
  delete: { action: 'DetachSecurityGroupFromVpcEndpoint', by: ['EndpointId', 'SecurityGroupId'] },
});
