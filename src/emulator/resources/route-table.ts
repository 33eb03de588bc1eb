/** VPC route tables; the system table appears with the VPC. */
import { ApiError } from '../engine/api-error.ts';
import { altered } from '../engine/change.ts';
import { ensureSettled, ensureUnlocked, locksOf } from '../engine/lifecycle.ts';
import { need } from '../engine/lookup.ts';
import { list, text } from '../engine/model.ts';
import { defineResource, having } from './define.ts';
import { vswitch } from './vswitch.ts';
import type { Call, Handler, Resource, World } from '../engine/types.ts';

export const routeTable = defineResource({
  kind: 'route-table',
  product: 'vpc',
  idField: 'RouteTableId',
  idPrefix: 'vtb-',
  life: { creating: 'Pending', ready: 'Available', deleting: 'Deleting', busy: 'IncorrectRouteTableStatus' },
  notFound: { code: 'InvalidRouteTableId.NotFound' },
  locks: (fields) => [{ key: `vpc:${text(fields.VpcId)}`, code: 'OperationConflict' }],
  create: {
    action: 'CreateRouteTable',
    parents: [{ param: 'VpcId', kind: 'vpc' }],
    // Nine custom tables per VPC: https://www.alibabacloud.com/help/en/vpc/product-overview/limits
    quota: [{ by: ['VpcId', 'RouteTableType'], max: 9, code: 'QuotaExceeded.RouteTable' }],
    defaults: { AssociateType: 'VSwitch', RoutePropagationEnable: true, VSwitchIds: [] },
    fields: (call, world) => ({
      RouteTableType: 'Custom',
      RouterType: 'VRouter',
      RouterId: text(world.find('vpc', text(call.params.VpcId))?.fields.VRouterId),
    }),
  },
  reads: [{ action: 'DescribeRouteTableList', list: 'RouterTableList', where: isOfWantedRouter }],
  modifies: [{ action: 'ModifyRouteTableAttributes', by: ['RouteTableId'] }],
  delete: {
    action: 'DeleteRouteTable',
    by: ['RouteTableId'],
    check: (_call, _world, table) => {
      if (text(table.fields.RouteTableType) === 'System') {
        throw new ApiError('OperationDenied.SystemRouteTable', 'The system route table cannot be deleted.');
      }
      const [user] = list(table.fields.VSwitchIds);
      if (user !== undefined)
        throw new ApiError('DependencyViolation.VSwitch', `vSwitch ${text(user)} still uses ${table.id}.`);
    },
    dependents: [{ kind: 'route-entry', by: 'RouteTableId', code: 'DependencyViolation.RouteEntry' }],
  },
  extra: {
    AssociateRouteTable: (call, world) => setSwitches(call, world, (known, id) => [...known, id]),
    UnassociateRouteTable: (call, world) =>
      setSwitches(call, world, (known, id) => known.filter((each) => each !== id)),
  },
});

function setSwitches(
  call: Call,
  world: World,
  change: (known: readonly string[], id: string) => readonly string[],
): ReturnType<Handler> {
  const table = need(routeTable, ['RouteTableId'], call, world);
  const subnet = need(vswitch, ['VSwitchId'], call, world);
  if (text(subnet.fields.VpcId) !== text(table.fields.VpcId)) {
    throw new ApiError(
      'InvalidVSwitchId.NotFound',
      `vSwitch ${subnet.id} is not in the VPC of ${table.id}.`,
      404,
    );
  }
  ensureSettled(routeTable, table);
  const known = list(table.fields.VSwitchIds).map(text);
  const adding = call.action === 'AssociateRouteTable';
  const holder = having(world, 'route-table', 'VpcId', text(table.fields.VpcId)).find((each) =>
    list(each.fields.VSwitchIds).includes(subnet.id),
  );
  if (adding ? holder !== undefined : holder?.id !== table.id) {
    // Unverified: the code. A vSwitch has one custom table at most: operation text of AssociateRouteTable.
    throw new ApiError(
      'OperationFailed.RouteTableAssociation',
      `vSwitch ${subnet.id} is ${adding ? 'already' : 'not'} associated with ${holder?.id ?? table.id}.`,
    );
  }
  const locks = locksOf(routeTable, table.fields, world);
  ensureUnlocked(locks, world, table);
  const fields = { ...table.fields, VSwitchIds: change(known, subnet.id) };
  const resource = altered(table, fields, ['Pending', 'Available'], locks, world);
  return { answer: {}, changes: [{ op: 'update', resource }] };
}

/** Tables of VPCs, unless those of VBRs are asked for: default of RouterType. A table named by its id is shown. */
function isOfWantedRouter(table: Resource, call: Call): boolean {
  const wanted = text(call.params.RouterType);
  if (wanted === '' && text(call.params.RouteTableId) !== '') return true;
  return text(table.fields.RouterType) === (wanted === '' ? 'VRouter' : wanted);
}
