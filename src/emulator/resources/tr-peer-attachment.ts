/** Inter-region connections between two transit routers of one CEN. One id serves both sides. */
import { areaOf } from '../data/regions.ts';
import { ApiError } from '../engine/api-error.ts';
import { text } from '../engine/model.ts';
import { defineResource } from './define.ts';
import { attachmentModel, isOnRouter, trLock } from './tr-attachment.ts';
import type { Call, World } from '../engine/types.ts';

export const trPeerAttachment = defineResource(
  attachmentModel({
    kind: 'tr-peer-attachment',
    word: 'Peer',
    resourceType: 'TR',
    parents: [],
    locks: (fields) => [trLock(text(fields.TransitRouterId)), trLock(text(fields.PeerTransitRouterId))],
    create: {
      check,
      defaults: { AutoPublishRouteEnabled: false, BandwidthType: 'DataTransfer', DefaultLinkType: 'Gold' },
      // Both sides see it, so it belongs to neither region.
      region: () => '',
      fields: (call, world) => {
        const peerRegion = peerOf(call, world)?.region ?? '';
        return {
          RegionId: call.region,
          PeerTransitRouterRegionId: peerRegion,
          PeerTransitRouterOwnerId: call.accountId,
          GeographicSpanId: spanOf(call.region, peerRegion),
        };
      },
    },
    read: {
      ignore: ['TransitRouterId'],
      where: (each, call) => {
        const router = text(call.params.TransitRouterId);
        const regions = [each.fields.RegionId, each.fields.PeerTransitRouterRegionId].map(text);
        return (
          (router === '' || isOnRouter(each, router)) && (call.region === '' || regions.includes(call.region))
        );
      },
    },
    dependents: [
      { kind: 'cen-qos-policy', by: 'TransitRouterAttachmentId', code: 'OperationFailed.TrafficQosExist' },
    ],
  }),
);

/** Unverified: which area comes first; the documented example of such a pair is `north-america_china`. */
function spanOf(region: string, peerRegion: string): string {
  return `${areaOf(peerRegion)}_${areaOf(region)}`;
}

function check(call: Call, world: World): void {
  const own = world.find('transit-router', text(call.params.TransitRouterId));
  const peer = peerOf(call, world);
  if (peer === undefined)
    throw new ApiError(
      'InvalidTransitRouterId.NotFound',
      `Transit router ${text(call.params.PeerTransitRouterId)} does not exist.`,
    );
  const region = text(call.params.PeerTransitRouterRegionId);
  if (region !== '' && region !== peer.region)
    throw new ApiError(
      'IllegalParam.PeerTransitRouterRegionId',
      `${peer.id} is in ${peer.region}, not in ${region}.`,
    );
  if (peer.status !== 'Active')
    throw new ApiError('IncorrectStatus.Status', `Transit router ${peer.id} is ${peer.status}.`);
  if (own?.region === peer.region)
    throw new ApiError('InvalidParameter.PeerTransitRouterId', 'Both transit routers are in one region.');
  if (text(own?.fields.CenId) !== text(peer.fields.CenId))
    throw new ApiError(
      'InvalidParameter.PeerTransitRouterId',
      'The transit routers belong to different CEN instances.',
    );
  const twin = world
    .list('tr-peer-attachment')
    .find((each) => isOnRouter(each, own?.id ?? '') && isOnRouter(each, peer.id));
  if (twin !== undefined)
    throw new ApiError('QuotaFull.ChildInstanceRelatedCen', `${peer.id} is connected by ${twin.id} already.`);
  checkBandwidth(call);
}

/** Platinum needs pay-by-data-transfer; a bandwidth package names itself: parameter texts of the action. */
function checkBandwidth(call: Call): void {
  const type = text(call.params.BandwidthType) || 'DataTransfer';
  if (text(call.params.DefaultLinkType) === 'Platinum' && type !== 'DataTransfer') {
    throw new ApiError(
      'InvalidParameter.DefaultLinkType',
      'Platinum is available only with BandwidthType DataTransfer.',
    );
  }
  if (type === 'BandwidthPackage' && text(call.params.CenBandwidthPackageId) === '') {
    throw new ApiError(
      'MissingParameter',
      'The parameter "CenBandwidthPackageId" is mandatory with BandwidthType BandwidthPackage.',
    );
  }
}

function peerOf(call: Call, world: World): ReturnType<World['find']> {
  return world.find('transit-router', text(call.params.PeerTransitRouterId));
}
