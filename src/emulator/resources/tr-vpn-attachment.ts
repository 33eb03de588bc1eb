/** IPsec connections on a transit router. */
import { ApiError } from '../engine/api-error.ts';
import { text } from '../engine/model.ts';
import { defineResource, having } from './define.ts';
import { attachmentModel } from './tr-attachment.ts';
import type { Call, World } from '../engine/types.ts';

export const trVpnAttachment = defineResource(
  attachmentModel({
    kind: 'tr-vpn-attachment',
    word: 'Vpn',
    resourceType: 'VPN',
    parents: [
      {
        param: 'VpnId',
        kind: 'vpn-connection',
        ownerParam: 'VpnOwnerId',
        notFound: { code: 'InvalidVpnId.NotFound', status: 400 },
        states: ['init', 'active', 'attached'],
        wrongState: 'InstanceStatus.NotSupport',
      },
    ],
    create: {
      check,
      // Published by default on this kind of attachment only: parameter text of AutoPublishRouteEnabled.
      defaults: { AutoPublishRouteEnabled: true },
      rename: { Zone: 'Zones' },
      fields: (call) => ({
        VpnRegionId: call.region,
        VpnOwnerId: text(call.params.VpnOwnerId) || call.accountId,
      }),
    },
  }),
);

function check(call: Call, world: World): void {
  const vpnId = text(call.params.VpnId);
  const vpn = world.find('vpn-connection', vpnId);
  if (text(vpn?.fields.VpnGatewayId) !== '') {
    throw new ApiError(
      'InvalidVpnId.NotFound',
      `${vpnId} belongs to a VPN gateway; a transit router takes a VPN attachment.`,
    );
  }
  const [twin] = having(world, 'tr-vpn-attachment', 'VpnId', vpnId);
  if (twin !== undefined)
    throw new ApiError('QuotaFull.ChildInstanceRelatedCen', `${vpnId} is attached by ${twin.id} already.`);
  if (text(vpn?.fields.NetworkType) !== 'private') return;
  const blocks = having(world, 'transit-router-cidr', 'TransitRouterId', text(call.params.TransitRouterId));
  if (blocks.length > 0) return;
  throw new ApiError(
    'OperationFailed.AllocateCidrFailed',
    'A private VPN attachment takes addresses from a block of the transit router, and it has none.',
  );
}
