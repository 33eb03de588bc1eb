/**
 * Every error code that the reference folder names for the resources of a design, under what it means for the engine.
 * Sources: terraform-provider-alicloud, commit 81c43b6 (retry lists and `alicloud/errors.go`); the error code pages of
 * CEN and VPC; https://help.aliyun.com/zh/ecs/developer-reference/api-ecs-2014-05-26-createvirtualborderrouter;
 * https://www.alibabacloud.com/help/en/express-connect/developer-reference/api-vpc-2016-04-28-confirmphysicalconnection-express-connect.
 */
import type { ErrorClass } from '../../../src/cloud/client/error-class.ts';

export const documentedCodes: Readonly<Partial<Record<ErrorClass, readonly string[]>>> = {
  'dry-run': ['DRYRUN.SUCCESS', 'DryRunOperation'],
  'throttled': [
    ...['Throttling', 'Throttling.Api', 'Throttling.User', 'Throttling.user', 'Rejected.Throttling'],
    'SystemBusy',
  ],
  'ambiguous': ['ServiceUnavailable', 'InternalError', 'UnknownError', 'SignatureNonceUsed'],
  'conflict': [
    ...['TaskConflict', 'OperationConflict', 'Operation.Blocking', 'Conflict.Lock', 'Conflict.Operation'],
    ...[
      'OperationFailed.TaskConflict',
      'OperationFailed.ConcurrentOperation',
      'OperationFailed.DistibuteLock',
    ],
    ...['OperationFailed.AllocateCidrFailed', 'OperationFailed.NotifyCenCreate'],
    ...['OperationFailed.QueryCenIpv6Status', 'OperationFailed.SslNotSupport'],
    ...['ConcurrentCallNotSupported', 'EndpointLocked', 'EndpointServiceLocked', 'EcQoSConflict'],
    ...['VpnTask.CONFLICT', 'VpnGateway.Configuring', 'VpnConnection.Configuring'],
    ...['Appliance.Configuring', 'VpnRouteEntry.Configuring'],
    ...['IncorrectStatus', 'IncorrectStatus.AggregationRoute', 'IncorrectStatus.Attachment'],
    ...['IncorrectStatus.CenInstance', 'IncorrectStatus.EcrResource', 'IncorrectStatus.Ipv4Gateway'],
    ...['IncorrectStatus.Ipv6Address', 'IncorrectStatus.MultiScopeRiRouteEntry'],
    ...['IncorrectStatus.OnlyForInitOrStopped', 'IncorrectStatus.PrefixList', 'IncorrectStatus.Qos'],
    ...['IncorrectStatus.RouteMap', 'IncorrectStatus.RoutePropagationStatus'],
    ...['IncorrectStatus.RouteTableStatus', 'IncorrectStatus.RouterInterface', 'IncorrectStatus.Status'],
    ...['IncorrectStatus.TrafficQosPolicy', 'IncorrectStatus.TransitRouteTable'],
    ...['IncorrectStatus.TransitRouter', 'IncorrectStatus.TransitRouterAttachment'],
    ...['IncorrectStatus.TransitRouterInstance', 'IncorrectStatus.TransitRouterRouteTable'],
    ...['IncorrectStatus.Vpc', 'IncorrectStatus.VpcOrVswitch', 'IncorrectStatus.VpcPeer'],
    ...['IncorrectStatus.VpcResource', 'IncorrectStatus.VpcRouteEntry', 'IncorrectStatus.VpcRouteTable'],
    ...['IncorrectStatus.VpcSwitch', 'IncorrectStatus.VpnGateway', 'IncorrectStatus.cbnStatus'],
    ...['CreateVSwitch.IncorrectStatus.cbnStatus', 'DeleteVSwitch.IncorrectStatus.cbnStatus'],
    ...['IncorrectHaVipStatus', 'IncorrectInstanceStatus', 'IncorrectRouteEntryStatus'],
    ...['IncorrectRouteTableStatus', 'IncorrectVSwitchStatus', 'IncorrectVpcStatus', 'InvalidVBRStatus'],
    ...['InvalidStatus.Resource', 'InvalidStatus.ResourceStatus', 'InvalidStatus.RouteEntry'],
    ...['InstanceStatus.NotSupport', 'InvalidOperation.CenInstanceStatus'],
    ...['InvalidOperation.CloudRouteStatusNotAllow', 'InvalidOperation.NoChildInstanceEitherRegion'],
    ...['EndpointOperationDenied', 'EndpointConnectionOperationDenied', 'EndpointServiceOperationDenied'],
    ...['OperationDenied.VbrHasRouteEntryInMiddleStatus', 'OperationDenied.OtherSubnetProcessing'],
    'OperationDenied.GatewayAssociated',
  ],
  'token-running': [
    ...['LastTokenProcessing', 'TokenProcessing', 'OperationFailed.LastTokenProcessing'],
    'OperationFailed.IdempotentTokenProcessing',
  ],
  'token-misused': ['IdempotentParameterMismatch'],
  'dependency': [
    ...['DependencyViolation', 'DependencyViolation.BgpGroup', 'DependencyViolation.BgpPeer'],
    ...['DependencyViolation.RouteEntry', 'DependencyViolation.SecurityGroup', 'DependencyViolation.VSwitch'],
    ...['EndpointServiceConnectionDependence', 'InvalidOperation.AttachedChildInstanceExist'],
    ...['InvalidOperation.CenBandwidthLimitsNotZero', 'OperationFailed.CidrBlockAllocated'],
    // A policy cannot go before its queues, unlike the other codes of this family, which meet a creation.
    'AssociationExist.TransitQosQueueExist',
  ],
  'not-found': [
    ...['ResourceNotFound', 'ResourceNotFound.AssociationId', 'ResourceNotFound.ChildInstanceId'],
    ...['ResourceNotFound.EcrId', 'ResourceNotFound.GatewayEndpoint'],
    ...['ResourceNotFound.PhysicalConnectionId', 'InvalidPhysicalConnectionId.NotFound'],
    ...['InvalidCustomerGatewayInstanceId.NotFound', 'InvalidResource.NotFound'],
    ...['InvalidRouteEntry.NotFound', 'InvalidSecurityGroupId.NotFound', 'InvalidTransitRouterId.NotFound'],
    ...['InvalidTransitRouterRouteTableId.NotFound', 'InvalidVSwitchId.NotFound', 'InvalidVpcID.NotFound'],
    ...['InvalidVpnConnectionInstanceId.NotFound', 'InvalidVpnGatewayId.NotFound'],
    ...['InvalidVswitchID.NotFound', 'EndpointNotFound', 'EndpointZoneNotFound', 'ContactNotExists'],
    ...['INSTANCE_NOT_EXISTS', 'InstanceNotExist.AggregationRoute'],
    ...['InstanceNotExist.TransitRouterRouteTable', 'ParameterBwpInstanceId', 'ParameterCenInstanceId'],
    ...['ParameterInstanceId', 'OperationFailed.CidrNotExist', 'IllegalParam.JobId', 'IllegalParam.QosId'],
    ...['IllegalParam.Region', 'IllegalParam.TransitRouterRouteEntryId', '404'],
  ],
  'exists': [
    ...['RouterEntryConflict.Duplicated', 'Duplicated.VpcNextHop', 'InvalidCIDRBlock.Duplicate'],
    ...['OperationFailed.CreateRouteEntryWithSameDestinationCidrBlock', 'AssociationExist.TrafficQos'],
    ...['AssociationExist.TransitRouterTable', 'InvalidVlanId.Used', 'Order.Opened'],
  ],
  'quota': ['QuotaExceeded', 'ExceedingQuota'],
  'permission': ['Forbidden', 'Forbidden.RAM', 'Forbidden.Release', 'NoPermission'],
  'credentials': [
    ...['InvalidAccessKeyId.NotFound', 'InvalidAccessKeyId.Inactive', 'InvalidSecurityToken.Malformed'],
    ...['InvalidSecurityToken.Expired', 'SignatureDoesNotMatch', 'IncompleteSignature'],
  ],
  'clock': ['InvalidTimeStamp.Expired', 'IllegalTimestamp'],
  'billing': [
    ...['Risk.RiskControlRejection', 'OperationFailed.NoAvailablePaymentMethod'],
    'OperationFailed.PconnTrafficNotEnable',
  ],
  'invalid': [
    ...['MissingParameter', 'InvalidParameter', 'InvalidVlanId.Malformed', 'InvalidCircuitCode.Malformed'],
    ...['InvalidPhysicalConnectionId.NotEnabled', 'InvalidAction.NotFound', 'InvalidVersion'],
  ],
};
