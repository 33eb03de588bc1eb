/**
 * What the five kinds of transit router attachment have in common.
 * Refusals of the delete actions: error tables of
 * https://www.alibabacloud.com/help/en/cen/developer-reference/api-cbn-2017-09-12-deletetransitroutervpcattachment and its siblings.
 */
import { ApiError } from '../engine/api-error.ts';
import { text } from '../engine/model.ts';
import type {
  CreateModel,
  DeleteModel,
  Dependent,
  ParentCheck,
  ReadModel,
  ResourceModel,
} from '../engine/model.ts';
import type { Call, Fields, Resource, World } from '../engine/types.ts';

export const attachmentKinds = [
  'tr-vpc-attachment',
  'tr-ecr-attachment',
  'tr-vbr-attachment',
  'tr-vpn-attachment',
  'tr-peer-attachment',
] as const;

export interface AttachmentSpec {
  readonly kind: (typeof attachmentKinds)[number];
  /** The middle of the action names: `Vpc` in CreateTransitRouterVpcAttachment. */
  readonly word: 'Vpc' | 'Ecr' | 'Vbr' | 'Vpn' | 'Peer';
  readonly resourceType: string;
  readonly parents: readonly ParentCheck[];
  readonly create: Pick<
    CreateModel,
    'check' | 'fields' | 'unique' | 'also' | 'defaults' | 'rename' | 'region'
  >;
  readonly read?: Pick<ReadModel, 'where' | 'ignore'>;
  readonly view?: ResourceModel['view'];
  readonly locks?: ResourceModel['locks'];
  readonly dependents?: readonly Dependent[];
  readonly extra?: ResourceModel['extra'];
  readonly modifyRename?: Readonly<Record<string, string>>;
}

export function attachmentModel(spec: AttachmentSpec): ResourceModel {
  return {
    kind: spec.kind,
    product: 'cbn',
    idField: 'TransitRouterAttachmentId',
    idPrefix: 'tr-attach-',
    life: {
      creating: 'Attaching',
      ready: 'Attached',
      modifying: 'Modifying',
      deleting: 'Detaching',
      busy: 'IncorrectStatus.Status',
    },
    notFound: { code: 'InvalidTransitRouterAttachmentId.NotFound', status: 400 },
    locks: spec.locks ?? ((fields) => [trLock(text(fields.TransitRouterId))]),
    ...(spec.view === undefined ? {} : { view: spec.view }),
    create: {
      action: `CreateTransitRouter${spec.word}Attachment`,
      parents: [
        { param: 'CenId', kind: 'cen', states: [] },
        {
          param: 'TransitRouterId',
          kind: 'transit-router',
          notFound: { code: 'InvalidTransitRouterId.NotFound', status: 400 },
          wrongState: 'IncorrectStatus.TransitRouter',
        },
        ...spec.parents,
      ],
      defaults: { AutoPublishRouteEnabled: false },
      region: regionOfRouter,
      ...spec.create,
      check: (call, world) => {
        requireRouter(call);
        spec.create.check?.(call, world);
      },
      fields: (call, world, id) => ({
        ResourceType: spec.resourceType,
        OrderType: 'PayByCenOwner',
        ChargeType: 'POSTPAY',
        CenId: text(world.find('transit-router', text(call.params.TransitRouterId))?.fields.CenId),
        ...spec.create.fields?.(call, world, id),
      }),
    },
    reads: [
      {
        action: `ListTransitRouter${spec.word}Attachments`,
        list: 'TransitRouterAttachments',
        parents: [{ param: 'CenId', kind: 'cen' }],
        ...spec.read,
      },
    ],
    modifies: [
      {
        action: `UpdateTransitRouter${spec.word}AttachmentAttribute`,
        by: ['TransitRouterAttachmentId'],
        ...(spec.modifyRename === undefined ? {} : { rename: spec.modifyRename }),
      },
    ],
    delete: deleteModel(spec),
    ...(spec.extra === undefined ? {} : { extra: spec.extra }),
  };
}

/** Everything on one transit router waits for its turn. */
export function trLock(transitRouterId: string): { readonly key: string; readonly code: string } {
  return { key: `tr:${transitRouterId}`, code: 'Operation.Blocking' };
}

export function findAttachment(id: string, world: World): Resource | undefined {
  return attachmentKinds.map((kind) => world.find(kind, id)).find((each) => each !== undefined);
}

/** What the attachment attaches, for associations and routes. */
export function attachedResource(attachment: Resource | undefined): Fields {
  const fields = attachment?.fields ?? {};
  const id = ['VpcId', 'EcrId', 'VbrId', 'VpnId', 'PeerTransitRouterId']
    .map((name) => text(fields[name]))
    .find((each) => each !== '');
  return { ResourceId: id ?? '', ResourceType: text(fields.ResourceType) };
}

export function isOnRouter(attachment: Resource, transitRouterId: string): boolean {
  return [attachment.fields.TransitRouterId, attachment.fields.PeerTransitRouterId]
    .map(text)
    .includes(transitRouterId);
}

function deleteModel(spec: AttachmentSpec): DeleteModel {
  return {
    action: `DeleteTransitRouter${spec.word}Attachment`,
    by: ['TransitRouterAttachmentId'],
    // A call with an unknown id answers success: aliyun-openapi-meta en-US/cbn/DeleteTransitRouterVpcAttachment.json.
    forgiving: true,
    force: 'Force',
    dependents: [
      {
        kind: 'tr-association',
        by: 'TransitRouterAttachmentId',
        code: 'OperationFailed.RouteTableAssociationExist',
      },
      {
        kind: 'tr-propagation',
        by: 'TransitRouterAttachmentId',
        code: 'OperationFailed.RouteTablePropagationExist',
      },
      {
        kind: 'tr-route-entry',
        by: 'TransitRouterRouteEntryNextHopId',
        code: 'OperationFailed.RouteEntryExist',
      },
      ...(spec.dependents ?? []),
    ],
  };
}

/** A transit router can also be made by the way when none is named; a design never relies on that, so it is refused here. */
function requireRouter(call: Call): void {
  if (text(call.params.TransitRouterId) !== '') return;
  throw new ApiError(
    'MissingParameter',
    'Name the transit router in TransitRouterId; the emulator makes none by the way.',
  );
}

function regionOfRouter(call: Call): string {
  return call.region;
}
