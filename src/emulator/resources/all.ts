/** Every kind the emulator knows, sorted by name. */
import { bgpGroup } from './bgp-group.ts';
import { bgpNetwork } from './bgp-network.ts';
import { bgpPeer } from './bgp-peer.ts';
import { catalogServices } from './catalog.ts';
import { cen } from './cen.ts';
import { cenGrant } from './cen-grant.ts';
import { cenQosPolicy } from './cen-qos-policy.ts';
import { cenQosQueue } from './cen-qos-queue.ts';
import { cenRouteMap } from './cen-route-map.ts';
import { cenVbrHealthCheck } from './cen-vbr-health-check.ts';
import { circuitLoa } from './circuit-loa.ts';
import { cmsContact } from './cms-contact.ts';
import { cmsContactGroup } from './cms-contact-group.ts';
import { cmsEventRule } from './cms-event-rule.ts';
import { cmsMetricRule } from './cms-metric-rule.ts';
import { customerGateway } from './customer-gateway.ts';
import { ecr } from './ecr.ts';
import { ecrAssociation } from './ecr-association.ts';
import { ecrChild } from './ecr-child.ts';
import { ecrGrant, grantServices } from './ecr-grant.ts';
import { failoverTestJob } from './failover-test-job.ts';
import { physicalConnection } from './physical-connection.ts';
import { privateZone } from './private-zone.ts';
import { privateZoneRecord } from './private-zone-record.ts';
import { privatelinkConnection } from './privatelink-connection.ts';
import { privatelinkEndpoint } from './privatelink-endpoint.ts';
import { privatelinkSecurityGroup } from './privatelink-security-group.ts';
import { privatelinkService } from './privatelink-service.ts';
import { privatelinkZone } from './privatelink-zone.ts';
import { qosQueue } from './qos-queue.ts';
import { qosRule } from './qos-rule.ts';
import { routeEntry } from './route-entry.ts';
import { routeTable } from './route-table.ts';
import { securityGroup } from './security-group.ts';
import { stsService } from './sts.ts';
import { tagServices } from './tags.ts';
import { trAggregation } from './tr-aggregation.ts';
import { trAssociation } from './tr-association.ts';
import { trEcrAttachment } from './tr-ecr-attachment.ts';
import { trGrant } from './tr-grant.ts';
import { trPeerAttachment } from './tr-peer-attachment.ts';
import { trPropagation } from './tr-propagation.ts';
import { trRouteEntry } from './tr-route-entry.ts';
import { trRouteTable } from './tr-route-table.ts';
import { trVbrAttachment } from './tr-vbr-attachment.ts';
import { trVpcAttachment } from './tr-vpc-attachment.ts';
import { trVpnAttachment } from './tr-vpn-attachment.ts';
import { trafficQos } from './traffic-qos.ts';
import { transitRouter } from './transit-router.ts';
import { transitRouterCidr } from './transit-router-cidr.ts';
import { vbr } from './vbr.ts';
import { vbrCircuit } from './vbr-circuit.ts';
import { vbrGrant } from './vbr-grant.ts';
import { vbrHa } from './vbr-ha.ts';
import { vcoRoute } from './vco-route.ts';
import { vpc } from './vpc.ts';
import { vpcGatewayEndpoint } from './vpc-gateway-endpoint.ts';
import { vpnConnection } from './vpn-connection.ts';
import { vpnGateway } from './vpn-gateway.ts';
import { vpnRoute } from './vpn-route.ts';
import { vswitch } from './vswitch.ts';
import type { Service } from '../engine/handlers.ts';
import type { ResourceModel } from '../engine/model.ts';

export const models: readonly ResourceModel[] = [
  bgpGroup,
  bgpNetwork,
  bgpPeer,
  cen,
  cenGrant,
  cenQosPolicy,
  cenQosQueue,
  cenRouteMap,
  cenVbrHealthCheck,
  circuitLoa,
  cmsContact,
  cmsContactGroup,
  cmsEventRule,
  cmsMetricRule,
  customerGateway,
  ecr,
  ecrAssociation,
  ecrChild,
  ecrGrant,
  failoverTestJob,
  physicalConnection,
  privatelinkConnection,
  privatelinkEndpoint,
  privatelinkSecurityGroup,
  privatelinkService,
  privatelinkZone,
  privateZone,
  privateZoneRecord,
  qosQueue,
  qosRule,
  routeEntry,
  routeTable,
  securityGroup,
  trafficQos,
  trAggregation,
  transitRouter,
  transitRouterCidr,
  trAssociation,
  trEcrAttachment,
  trGrant,
  trPeerAttachment,
  trPropagation,
  trRouteEntry,
  trRouteTable,
  trVbrAttachment,
  trVpcAttachment,
  trVpnAttachment,
  vbr,
  vbrCircuit,
  vbrGrant,
  vbrHa,
  vcoRoute,
  vpc,
  vpcGatewayEndpoint,
  vpnConnection,
  vpnGateway,
  vpnRoute,
  vswitch,
];

/** Actions that belong to no single kind. */
export const services: readonly Service[] = [
  ...catalogServices,
  ...grantServices,
  stsService,
  ...tagServices,
];
