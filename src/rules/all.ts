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
