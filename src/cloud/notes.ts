/** What a design says and this engine does not do: named, so that nobody believes it was done. */
import type { Topology } from '../model/topology.ts';
import { foreignAttachments } from './attachments.ts';
import { sourceLine, type PlanNote } from './desired.ts';

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
    ...topology.vbrs
      .filter((vbr) => vbr.healthCheck !== undefined)
      .map((vbr) => ({
        message: `the health check of VBR '${vbr.name}' is not applied; BFD detects failures faster`,
        address: vbr.path,
        source: sourceLine(vbr.source),
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
