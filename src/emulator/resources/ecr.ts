/** Express Connect Routers. */
import { text } from '../engine/model.ts';
import { defineResource } from './define.ts';
import { need } from '../engine/lookup.ts';
import { altered } from '../engine/change.ts';
import { fieldsOf, list } from '../engine/model.ts';
import type { Lock } from '../engine/model.ts';
import type { Call, Fields, Handler, World } from '../engine/types.ts';

export const ecr = defineResource({
  kind: 'ecr',
  product: 'expressconnectrouter',
  idField: 'EcrId',
  idPrefix: 'ecr-',
  life: { creating: 'UPDATING', ready: 'ACTIVE', deleting: 'DELETING', busy: 'Conflict.Lock' },
  notFound: { code: 'ResourceNotFound.EcrId' },
  view: () => ({ BizStatus: 'Normal' }),
  create: {
    action: 'CreateExpressConnectRouter',
    // ASNs are unique in an account: https://www.alibabacloud.com/help/en/express-connect/user-guide/ecr.
    // Unverified: the code.
    unique: [{ by: ['AlibabaSideAsn'], code: 'ResourceAlreadyExist.AlibabaSideAsn', status: 409 }],
  },
  reads: [
    {
      action: 'DescribeExpressConnectRouter',
      list: 'EcrList',
      parents: [{ param: 'EcrId', kind: 'ecr' }],
    },
  ],
  modifies: [{ action: 'ModifyExpressConnectRouter', by: ['EcrId'] }],
  delete: {
    action: 'DeleteExpressConnectRouter',
    by: ['EcrId'],
    from: ['ACTIVE'],
    wrongState: 'Conflict.Lock',
    // Unverified: the codes; the operation text says only that everything associated must be gone first.
    dependents: [
      { kind: 'ecr-child', by: 'EcrId', code: 'DependencyViolation.ChildInstance' },
      { kind: 'ecr-association', by: 'EcrId', code: 'DependencyViolation.Association' },
      { kind: 'tr-ecr-attachment', by: 'EcrId', code: 'DependencyViolation.TransitRouterAttachment' },
    ],
  },
  extra: {
    ModifyExpressConnectRouterInterRegionTransitMode: setTransitMode,
    DescribeExpressConnectRouterInterRegionTransitMode: (call, world) => {
      const router = need(ecr, ['EcrId'], call, world);
      return { answer: { InterRegionTransitModeList: list(router.fields.TransitModeList) } };
    },
    DescribeExpressConnectRouterRegion: (call, world) => {
      const router = need(ecr, ['EcrId'], call, world);
      return { answer: { RegionIdList: [...regionsOf(router.id, world)] } };
    },
  },
});

/** Writes on one ECR take its lock. */
export function ecrLock(fields: Fields): readonly Lock[] {
  return [{ key: `ecr:${text(fields.EcrId)}`, code: 'Conflict.Lock' }];
}

function setTransitMode(call: Call, world: World): ReturnType<Handler> {
  const router = need(ecr, ['EcrId'], call, world);
  const modes = list(call.params.TransitModeList).map(fieldsOf);
  const resource = altered(router, { ...router.fields, TransitModeList: modes }, [router.status], [], world);
  return { answer: {}, changes: [{ op: 'update', resource }] };
}

function regionsOf(ecrId: string, world: World): ReadonlySet<string> {
  const children = world.list('ecr-child').filter((each) => text(each.fields.EcrId) === ecrId);
  const associations = world.list('ecr-association').filter((each) => text(each.fields.EcrId) === ecrId);
  return new Set([
    ...children.map((each) => text(each.fields.ChildInstanceRegionId)),
    ...associations.map((each) => text(each.fields.AssociationRegionId)),
  ]);
}
