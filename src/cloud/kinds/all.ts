/** Every resource kind, sorted by name. */
import type { Kind } from '../kind.ts';
import { alertRule } from './alert-rule.ts';
import { bgpGroup } from './bgp-group.ts';
import { bgpNetwork } from './bgp-network.ts';
import { bgpPeer } from './bgp-peer.ts';
import { cen } from './cen.ts';
import { cenRouteMap } from './cen-route-map.ts';
import { contact } from './contact.ts';
import { contactGroup } from './contact-group.ts';
import { customerGateway } from './customer-gateway.ts';
import { ecr } from './ecr.ts';
import { ecrAssociation } from './ecr-association.ts';
import { ecrGrant } from './ecr-grant.ts';
import { ecrVbr } from './ecr-vbr.ts';
import { endpointConnection } from './endpoint-connection.ts';
import { endpointService } from './endpoint-service.ts';
import { endpointServiceResource } from './endpoint-service-resource.ts';
import { endpointServiceUser } from './endpoint-service-user.ts';
import { eventRule } from './event-rule.ts';
import { eventRuleTarget } from './event-rule-target.ts';
import { failoverTestJob } from './failover-test-job.ts';
import { hostedConnection } from './hosted-connection.ts';
import { physicalConnection } from './physical-connection.ts';
import { privateZone } from './private-zone.ts';
import { privateZoneBinding } from './private-zone-binding.ts';
import { privateZoneRecord } from './private-zone-record.ts';
import { privatelinkEndpoint } from './privatelink-endpoint.ts';
import { privatelinkZone } from './privatelink-zone.ts';
import { qosAssociation } from './qos-association.ts';
import { qosPolicy } from './qos-policy.ts';
import { qosQueue } from './qos-queue.ts';
import { qosRule } from './qos-rule.ts';
import { regionQosPolicy } from './region-qos-policy.ts';
import { regionQosQueue } from './region-qos-queue.ts';
import { routeEntry } from './route-entry.ts';
import { securityGroup } from './security-group.ts';
import { securityGroupRule } from './security-group-rule.ts';
import { trAggregation } from './tr-aggregation.ts';
import { trAssociation } from './tr-association.ts';
import { trCidr } from './tr-cidr.ts';
import { trEcrAttachment } from './tr-ecr-attachment.ts';
import { trGrant } from './tr-grant.ts';
import { trPeerAssociation } from './tr-peer-association.ts';
import { trPeerAttachment } from './tr-peer-attachment.ts';
import { trPropagation } from './tr-propagation.ts';
import { trRouteEntry } from './tr-route-entry.ts';
import { trRouteTable } from './tr-route-table.ts';
import { trVbrAttachment } from './tr-vbr-attachment.ts';
import { trVpcAttachment } from './tr-vpc-attachment.ts';
import { trVpnAttachment } from './tr-vpn-attachment.ts';
import { transitRouter } from './transit-router.ts';
import { vbrFailoverGroup } from './vbr-failover-group.ts';
import { vbrHealthCheck } from './vbr-health-check.ts';
import { virtualBorderRouter } from './virtual-border-router.ts';
import { vpc } from './vpc.ts';
import { vpcCidr } from './vpc-cidr.ts';
import { vpcRouteTable } from './vpc-route-table.ts';
import { vpnAttachment } from './vpn-attachment.ts';
import { vpnConnection } from './vpn-connection.ts';
import { vpnGateway } from './vpn-gateway.ts';
import { vswitch } from './vswitch.ts';
import { vswitchRouteTable } from './vswitch-route-table.ts';

export const allKinds: readonly Kind[] = [
  alertRule,
  bgpGroup,
  bgpNetwork,
  bgpPeer,
  cen,
  cenRouteMap,
  contact,
  contactGroup,
  customerGateway,
  ecr,
  ecrAssociation,
  ecrGrant,
  ecrVbr,
  endpointConnection,
  endpointService,
  endpointServiceResource,
  endpointServiceUser,
  eventRule,
  eventRuleTarget,
  failoverTestJob,
  hostedConnection,
  physicalConnection,
  privateZone,
  privateZoneBinding,
  privateZoneRecord,
  privatelinkEndpoint,
  privatelinkZone,
  qosAssociation,
  qosPolicy,
  qosQueue,
  qosRule,
  regionQosPolicy,
  regionQosQueue,
  routeEntry,
  securityGroup,
  securityGroupRule,
  trAggregation,
  trAssociation,
  trCidr,
  trEcrAttachment,
  trGrant,
  trPeerAssociation,
  trPeerAttachment,
  trPropagation,
  trRouteEntry,
  trRouteTable,
  trVbrAttachment,
  trVpcAttachment,
  trVpnAttachment,
  transitRouter,
  vbrFailoverGroup,
  vbrHealthCheck,
  virtualBorderRouter,
  vpc,
  vpcCidr,
  vpcRouteTable,
  vpnAttachment,
  vpnConnection,
  vpnGateway,
  vswitch,
  vswitchRouteTable,
];
