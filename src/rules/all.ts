/** Every rule, sorted by id. One line here and one file beside this one make a rule. */
import { sitePrefixInServiceBlock } from './hc101-site-prefix-in-service-block.ts';
import { peeringInServiceBlock } from './hc102-peering-in-service-block.ts';
import { vpcPrefixForbidden } from './hc103-vpc-prefix-forbidden.ts';
import { vpcPrefixLength } from './hc104-vpc-prefix-length.ts';
import { vpcPrefixRecommended } from './hc105-vpc-prefix-recommended.ts';
import { hostBits } from './hc106-host-bits.ts';
import { vswitchOutsideVpc } from './hc107-vswitch-outside-vpc.ts';
import { vswitchLength } from './hc108-vswitch-length.ts';
import { vswitchesOverlap } from './hc109-vswitches-overlap.ts';
import { vpcPrefixesOverlap } from './hc110-vpc-prefixes-overlap.ts';
import { vpcsOverlap } from './hc111-vpcs-overlap.ts';
import { siteOverlapsVpc } from './hc112-site-overlaps-vpc.ts';
import { sitesOverlap } from './hc113-sites-overlap.ts';
import { peeringAddresses } from './hc114-peering-addresses.ts';
import { peeringSubnetsOverlap } from './hc115-peering-subnets-overlap.ts';
import { peeringMask } from './hc116-peering-mask.ts';
import { publicPeering } from './hc117-public-peering.ts';
import { userPrefixMissing } from './hc118-user-prefix-missing.ts';
import { userPrefixCount } from './hc119-user-prefix-count.ts';
import { ipv6Peering } from './hc120-ipv6-peering.ts';
import { dockerBridge } from './hc121-docker-bridge.ts';
import { transitRouterCidrOverlap } from './hc122-transit-router-cidr-overlap.ts';
import { vswitchEqualsRoute } from './hc123-vswitch-equals-route.ts';
import { unknownRegion } from './hc124-unknown-region.ts';
import { zoneInOtherRegion } from './hc125-zone-in-other-region.ts';
import { singleCircuit } from './hc201-single-circuit.ts';
import { oneAccessPoint } from './hc202-one-access-point.ts';
import { oneCarrier } from './hc203-one-carrier.ts';
import { oneRouter } from './hc204-one-router.ts';
import { reliabilityType } from './hc205-reliability-type.ts';
import { reliabilityForProduction } from './hc206-reliability-for-production.ts';
import { unknownCarrier } from './hc207-unknown-carrier.ts';
import { unknownPort } from './hc208-unknown-port.ts';
import { copperPort } from './hc209-copper-port.ts';
import { portOnRequest } from './hc210-port-on-request.ts';
import { accessPointQuota } from './hc211-access-point-quota.ts';
import { bandwidthAbovePort } from './hc212-bandwidth-above-port.ts';
import { hostedBandwidth } from './hc213-hosted-bandwidth.ts';
import { hostedOnRequest } from './hc214-hosted-on-request.ts';
import { redundantToItself } from './hc216-redundant-to-itself.ts';
import { carrierAndRegion } from './hc217-carrier-and-region.ts';
import { accessPointFarFromHub } from './hc219-access-point-far-from-hub.ts';
import { letterOfAuthorization } from './hc222-letter-of-authorization.ts';
import { vlanRange } from './hc301-vlan-range.ts';
import { vlanTaken } from './hc302-vlan-taken.ts';
import { vlanZero } from './hc303-vlan-zero.ts';
import { vbrQuota } from './hc304-vbr-quota.ts';
import { vbrBandwidthStep } from './hc305-vbr-bandwidth-step.ts';
import { rateLimitOnHosted } from './hc306-rate-limit-on-hosted.ts';
import { vbrAboveCircuit } from './hc307-vbr-above-circuit.ts';
import { vbrsAboveCircuit } from './hc308-vbrs-above-circuit.ts';
import { bfdInterval } from './hc309-bfd-interval.ts';
import { bfdMultiplier } from './hc310-bfd-multiplier.ts';
import { bfdHops } from './hc311-bfd-hops.ts';
import { bfdSingleHop } from './hc312-bfd-single-hop.ts';
import { vbrWithoutBfd } from './hc313-vbr-without-bfd.ts';
import { cloudSideAsn } from './hc314-cloud-asn.ts';
import { reservedAsn } from './hc315-reserved-asn.ts';
import { customAsnOnSeveralCircuits } from './hc316-custom-asn-on-several-circuits.ts';
import { sameAsn } from './hc317-same-asn.ts';
import { bgpPeers } from './hc318-bgp-peers.ts';
import { routeLimit } from './hc319-route-limit.ts';
import { staticRouteBehindEcr } from './hc320-static-route-behind-ecr.ts';
import { asnOfEcr } from './hc321-asn-of-ecr.ts';
import { bgpWithoutKey } from './hc324-bgp-without-key.ts';
import { ipv6Session } from './hc325-ipv6-session.ts';
import { groupWithoutBfd } from './hc326-group-without-bfd.ts';
import { groupAcrossHubs } from './hc327-group-across-hubs.ts';
import { groupSize } from './hc328-group-size.ts';
import { twoGroups } from './hc329-two-groups.ts';
import { groupOnOneDevice } from './hc330-group-on-one-device.ts';
import { classicGroupAsn } from './hc331-classic-group-asn.ts';
import { vbrMtu } from './hc332-vbr-mtu.ts';
import { mtuOfOneEcr } from './hc333-mtu-of-one-ecr.ts';
import { activeStandby } from './hc334-active-standby.ts';
import { detectionTime } from './hc335-detection-time.ts';
import { unequalBfd } from './hc336-unequal-bfd.ts';
import { vbrOnTwoEcrs } from './hc337-vbr-on-two-ecrs.ts';
import { healthCheck } from './hc338-health-check.ts';
import { prefixesBehindEcr } from './hc339-prefixes-behind-ecr.ts';
import { incompleteVbr } from './hc340-incomplete-vbr.ts';
import { ecrAsn } from './hc401-ecr-asn.ts';
import { ecrAsnShared } from './hc402-ecr-asn-shared.ts';
import { vpcOnTwoEcrs } from './hc404-vpc-on-two-ecrs.ts';
import { ecrOnTwoTransitRouters } from './hc405-ecr-on-two-transit-routers.ts';
import { ecrOnBasicTransitRouter } from './hc406-ecr-on-basic-transit-router.ts';
import { vpcOnEcrAndTransitRouter } from './hc407-vpc-on-ecr-and-transit-router.ts';
import { trafficThroughEcr } from './hc408-traffic-through-ecr.ts';
import { vswitchesOnOneEcr } from './hc409-vswitches-on-one-ecr.ts';
import { vbrUplink } from './hc410-vbr-uplink.ts';
import { vbrBesideEcr } from './hc411-vbr-beside-ecr.ts';
import { transitRoutersInOneRegion } from './hc412-transit-routers-in-one-region.ts';
import { attachmentZones } from './hc413-attachment-zones.ts';
import { attachmentTooManyZones } from './hc414-attachment-too-many-zones.ts';
import { attachmentZoneSupport } from './hc415-attachment-zone-support.ts';
import { basicTransitRouter } from './hc417-basic-transit-router.ts';
import { regionInTheMiddle } from './hc418-region-in-the-middle.ts';
import { peeringBilling } from './hc419-peering-billing.ts';
import { peeringBandwidth } from './hc420-peering-bandwidth.ts';
import { staticRouteOfOneRegion } from './hc421-static-route-of-one-region.ts';
import { vpcWithoutWayBack } from './hc422-vpc-without-way-back.ts';
import { allowedPrefixes } from './hc424-allowed-prefixes.ts';
import { ecrRegion } from './hc425-ecr-region.ts';
import { ecmpCircuitsOnOneEcr } from './hc426-ecmp-circuits-on-one-ecr.ts';
import { nextHopsOfOneRoute } from './hc427-next-hops-of-one-route.ts';
import { otherAccount } from './hc428-other-account.ts';
import { serviceRegionWithoutVpc } from './hc501-service-region-without-vpc.ts';
import { missingServiceBlocks } from './hc502-missing-service-blocks.ts';
import { wholeServiceBlockOnVbr } from './hc503-whole-service-block-on-vbr.ts';
import { siteInServiceBlock } from './hc505-site-in-service-block.ts';
import { serviceWithoutBlocks } from './hc506-service-without-blocks.ts';
import { publicOnlyService } from './hc507-public-only-service.ts';
import { modelStudioRegion } from './hc508-model-studio-region.ts';
import { endpointZones } from './hc509-endpoint-zones.ts';
import { endpointVSwitches } from './hc510-endpoint-vswitches.ts';
import { endpointOutOfReach } from './hc511-endpoint-out-of-reach.ts';
import { endpointSecurityGroup } from './hc512-endpoint-security-group.ts';
import { vpcServiceOutOfReach } from './hc519-vpc-service-out-of-reach.ts';
import { controlledService } from './hc520-controlled-service.ts';
import { serviceThroughOtherRegion } from './hc521-service-through-other-region.ts';
import { expectationNotKept } from './hc523-expectation-not-kept.ts';
import { capacityAhead } from './hc601-capacity-ahead.ts';
import { capacityToday } from './hc602-capacity-today.ts';
import { capacityAfterFailure } from './hc603-capacity-after-failure.ts';
import { unequalEcmp } from './hc604-unequal-ecmp.ts';
import { singleFlow } from './hc605-single-flow.ts';
import { qosQueueKinds } from './hc606-qos-queue-kinds.ts';
import { qosShares } from './hc607-qos-shares.ts';
import { qosOnHostedCircuit } from './hc608-qos-on-hosted-circuit.ts';
import { qosRulePriority } from './hc609-qos-rule-priority.ts';
import { qosRuleMatch } from './hc610-qos-rule-match.ts';
import { qosDirection } from './hc611-qos-direction.ts';
import { twoQosPolicies } from './hc612-two-qos-policies.ts';
import { peeringQueues } from './hc613-peering-queues.ts';
import { peeringDemand } from './hc614-peering-demand.ts';
import { ossThroughput } from './hc615-oss-throughput.ts';
import { noStandby } from './hc701-no-standby.ts';
import { standbyNeedsEnterprise } from './hc702-standby-needs-enterprise.ts';
import { tunnelBlock } from './hc703-tunnel-block.ts';
import { tunnelBlockShared } from './hc704-tunnel-block-shared.ts';
import { twoTunnels } from './hc705-two-tunnels.ts';
import { vpnMoreSpecific } from './hc706-vpn-more-specific.ts';
import { standbyBandwidth } from './hc707-standby-bandwidth.ts';
import { vpnBeforeCircuits } from './hc708-vpn-before-circuits.ts';
import { standbyDrill } from './hc709-standby-drill.ts';
import { vpnOnEcr } from './hc710-vpn-on-ecr.ts';
import { vpnCiphers } from './hc711-vpn-ciphers.ts';
import { vbrAlerts } from './hc801-vbr-alerts.ts';
import { circuitAlerts } from './hc802-circuit-alerts.ts';
import { bgpEvent } from './hc803-bgp-event.ts';
import { peeringAlerts } from './hc804-peering-alerts.ts';
import { metricNamespace } from './hc805-metric-namespace.ts';
import { alertPeriod } from './hc806-alert-period.ts';
import { latencyUnit } from './hc807-latency-unit.ts';
import { incompleteAlert } from './hc808-incomplete-alert.ts';
import { noDrill } from './hc809-no-drill.ts';
import { drillSize } from './hc810-drill-limits.ts';
import { drillCutsOff } from './hc811-drill-cuts-off.ts';
import { drillConflicts } from './hc812-drill-conflicts.ts';
import { icmpLimit } from './hc813-icmp-limit.ts';
import { routeQuotaEvent } from './hc815-route-quota-event.ts';
import type { Rule } from './rule.ts';

export const allRules: readonly Rule[] = [
  sitePrefixInServiceBlock,
  peeringInServiceBlock,
  vpcPrefixForbidden,
  vpcPrefixLength,
  vpcPrefixRecommended,
  hostBits,
  vswitchOutsideVpc,
  vswitchLength,
  vswitchesOverlap,
  vpcPrefixesOverlap,
  vpcsOverlap,
  siteOverlapsVpc,
  sitesOverlap,
  peeringAddresses,
  peeringSubnetsOverlap,
  peeringMask,
  publicPeering,
  userPrefixMissing,
  userPrefixCount,
  ipv6Peering,
  dockerBridge,
  transitRouterCidrOverlap,
  vswitchEqualsRoute,
  unknownRegion,
  zoneInOtherRegion,
  singleCircuit,
  oneAccessPoint,
  oneCarrier,
  oneRouter,
  reliabilityType,
  reliabilityForProduction,
  unknownCarrier,
  unknownPort,
  copperPort,
  portOnRequest,
  accessPointQuota,
  bandwidthAbovePort,
  hostedBandwidth,
  hostedOnRequest,
  redundantToItself,
  carrierAndRegion,
  accessPointFarFromHub,
  letterOfAuthorization,
  vlanRange,
  vlanTaken,
  vlanZero,
  vbrQuota,
  vbrBandwidthStep,
  rateLimitOnHosted,
  vbrAboveCircuit,
  vbrsAboveCircuit,
  bfdInterval,
  bfdMultiplier,
  bfdHops,
  bfdSingleHop,
  vbrWithoutBfd,
  cloudSideAsn,
  reservedAsn,
  customAsnOnSeveralCircuits,
  sameAsn,
  bgpPeers,
  routeLimit,
  staticRouteBehindEcr,
  asnOfEcr,
  bgpWithoutKey,
  ipv6Session,
  groupWithoutBfd,
  groupAcrossHubs,
  groupSize,
  twoGroups,
  groupOnOneDevice,
  classicGroupAsn,
  vbrMtu,
  mtuOfOneEcr,
  activeStandby,
  detectionTime,
  unequalBfd,
  vbrOnTwoEcrs,
  healthCheck,
  prefixesBehindEcr,
  incompleteVbr,
  ecrAsn,
  ecrAsnShared,
  vpcOnTwoEcrs,
  ecrOnTwoTransitRouters,
  ecrOnBasicTransitRouter,
  vpcOnEcrAndTransitRouter,
  trafficThroughEcr,
  vswitchesOnOneEcr,
  vbrUplink,
  vbrBesideEcr,
  transitRoutersInOneRegion,
  attachmentZones,
  attachmentTooManyZones,
  attachmentZoneSupport,
  basicTransitRouter,
  regionInTheMiddle,
  peeringBilling,
  peeringBandwidth,
  staticRouteOfOneRegion,
  vpcWithoutWayBack,
  allowedPrefixes,
  ecrRegion,
  ecmpCircuitsOnOneEcr,
  nextHopsOfOneRoute,
  otherAccount,
  serviceRegionWithoutVpc,
  missingServiceBlocks,
  wholeServiceBlockOnVbr,
  siteInServiceBlock,
  serviceWithoutBlocks,
  publicOnlyService,
  modelStudioRegion,
  endpointZones,
  endpointVSwitches,
  endpointOutOfReach,
  endpointSecurityGroup,
  vpcServiceOutOfReach,
  controlledService,
  serviceThroughOtherRegion,
  expectationNotKept,
  capacityAhead,
  capacityToday,
  capacityAfterFailure,
  unequalEcmp,
  singleFlow,
  qosQueueKinds,
  qosShares,
  qosOnHostedCircuit,
  qosRulePriority,
  qosRuleMatch,
  qosDirection,
  twoQosPolicies,
  peeringQueues,
  peeringDemand,
  ossThroughput,
  noStandby,
  standbyNeedsEnterprise,
  tunnelBlock,
  tunnelBlockShared,
  twoTunnels,
  vpnMoreSpecific,
  standbyBandwidth,
  vpnBeforeCircuits,
  standbyDrill,
  vpnOnEcr,
  vpnCiphers,
  vbrAlerts,
  circuitAlerts,
  bgpEvent,
  peeringAlerts,
  metricNamespace,
  alertPeriod,
  latencyUnit,
  incompleteAlert,
  noDrill,
  drillSize,
  drillCutsOff,
  drillConflicts,
  icmpLimit,
  routeQuotaEvent,
];

const byId = new Map(allRules.map((rule) => [rule.id, rule]));

export function ruleById(id: string): Rule | undefined {
  return byId.get(id);
}
