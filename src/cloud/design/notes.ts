/** What a design says and this engine does not do: named, so that nobody believes it was done. */
import type { Topology, Vbr } from '../../model/topology.ts';
import { idleAlertsOf } from './alerts.ts';
import { attachmentsOf, foreignAttachments } from './attachments.ts';
import { sourceLine, type PlanNote } from './desired.ts';
import { endpointsOf } from './endpoints.ts';
import { isForTransitRouter } from './vpns.ts';

export function designNotes(topology: Topology): PlanNote[] {
  return [
    ...topology.vbrs
      .filter((vbr) => vbr.uplinks.length > 0)
      .map((vbr) => ({
        message: `the direct uplink of VBR '${vbr.name}' to a VPC is not applied; attach the VBR to an ECR or a transit router instead`,
        address: vbr.path,
        source: sourceLine(vbr.source),
      })),
    // The published API has CreateVbrHa for two VBRs, and no action for the group of an ECR.
    ...topology.failoverGroups
      .filter((group) => group.groupKind === 'ecr')
      .map((group) => ({
        message: `the ECR failover group '${group.name}' has to be made in the Express Connect console: the API has no action for it; 'kind classic' is applied`,
        address: group.path,
        source: sourceLine(group.source),
      })),
    ...foreignAttachments(topology).map(({ attachment, transitRouter, owner }) => ({
      message: `'${attachment.name}' is granted here; the owner of '${transitRouter.name}', account ${owner}, has to attach it`,
      address: attachment.path,
      source: sourceLine(attachment.source),
    })),
    ...uncheckedVbrs(topology).map((vbr) => ({
      message: `the health check of VBR '${vbr.name}' is not applied: a CEN checks only VBRs that a transit router of the design attaches itself; BFD detects failures faster`,
      address: vbr.path,
      source: sourceLine(vbr.source),
    })),
    // Source: aliyun-openapi-meta en-US/vpc/CreateVpnAttachment.json: a text, of which no value is documented.
    ...topology.vpns
      .filter((vpn) => isForTransitRouter(vpn) && vpn.bandwidthMbps !== undefined)
      .map((vpn) => ({
        message: `the bandwidth of VPN '${vpn.name}' is not applied: the API documents no values for an IPsec connection on a transit router, so it gets the platform's default`,
        address: vpn.path,
        source: sourceLine(vpn.source),
      })),
    ...endpointsOf(topology)
      .filter(({ service, access }) => service.cloudId !== undefined && access.domain !== undefined)
      .map(({ service }) => ({
        message: `the domain of '${service.name}' is not applied: its endpoint is adopted, so its addresses are not known here`,
        address: service.path,
        source: sourceLine(service.source),
      })),
    ...idleAlertsOf(topology).map(({ element, metric, name }) => ({
      message: `alert '${name}' is not applied: ${metric} measures connections that what it is put on does not have`,
      address: element.path,
      source: sourceLine(element.source),
    })),
    ...topology.drills
      .filter((drill) => drill.fail.some((failing) => failing.kind === 'vbr'))
      .map((drill) => ({
        message: `drill '${drill.name}' fails a VBR, which the platform's failover test cannot; only circuits are prepared`,
        address: drill.path,
        source: sourceLine(drill.source),
      })),
  ];
}

/** The health check of a CEN is the only one that the API has for a VBR by itself. */
function uncheckedVbrs(topology: Topology): readonly Vbr[] {
  const attached = new Set(attachmentsOf(topology, 'vbr').map(({ attachment }) => attachment.target));
  return topology.vbrs.filter((vbr) => vbr.healthCheck !== undefined && !attached.has(vbr));
}
