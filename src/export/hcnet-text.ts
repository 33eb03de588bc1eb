/** A topology as a text of the language, in the order in which people read it: along the traffic. */
import type { Topology } from '../model/topology.ts';
import {
  circuitEntry,
  failoverGroupEntry,
  networkEntry,
  qosEntry,
  siteEntry,
  vbrEntry,
} from './hcnet/borders.ts';
import { commentLines, lay, type Comments, type Entry } from './hcnet/entry.ts';
import { cenEntry, ecrEntry } from './hcnet/hubs.ts';
import { contactEntry, drillEntry, monitoringEntry } from './hcnet/operation.ts';
import { demandEntry, endpointServiceEntry, expectationEntry, serviceEntry } from './hcnet/services.ts';
import { vpcEntry, vpnEntry } from './hcnet/vpcs.ts';

export interface HcnetTextOptions {
  /** Lines at the head of the text, without the signs of a comment. */
  readonly head?: readonly string[];
  /** Lines above an element, by its path. */
  readonly comments?: Comments;
}

/**
 * The text says what the topology says: reading it gives the topology again. What goes without saying is left out.
 * Two blocks that the text of a design may have several files for come out as one.
 */
export function hcnetText(
  topology: Topology,
  { head = [], comments = new Map() }: HcnetTextOptions = {},
): string {
  const parts = [
    head.flatMap((line) => commentLines(line)),
    ...sectionsOf(topology).map(({ title, entries }) => sectionLines(title, entries, comments)),
  ];
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
}

interface Section {
  readonly title: string | undefined;
  readonly entries: readonly Entry[];
}

function sectionsOf(topology: Topology): Section[] {
  const { network } = topology;
  return [
    { title: undefined, entries: network === undefined ? [] : [networkEntry(network)] },
    { title: 'Sites', entries: topology.sites.map(siteEntry) },
    {
      title: 'Circuits, and the border routers on them',
      entries: [
        ...topology.circuits.map((circuit) => circuitEntry(circuit, network)),
        ...topology.vbrs.map(vbrEntry),
        ...topology.failoverGroups.map(failoverGroupEntry),
        ...topology.qosPolicies.map(qosEntry),
      ],
    },
    { title: 'Hubs', entries: [...topology.ecrs.map(ecrEntry), ...topology.cens.map(cenEntry)] },
    { title: 'VPCs', entries: topology.vpcs.map(vpcEntry) },
    { title: 'VPNs', entries: topology.vpns.map(vpnEntry) },
    {
      title: 'Services',
      entries: [
        ...topology.endpointServices.map(endpointServiceEntry),
        ...topology.services.map(serviceEntry),
      ],
    },
    {
      title: 'What the network must do',
      entries: [...topology.demands.map(demandEntry), ...topology.expectations.map(expectationEntry)],
    },
    {
      title: 'Operation',
      entries: [
        ...topology.contacts.map(contactEntry),
        ...topology.monitorings.map(monitoringEntry),
        ...topology.drills.map(drillEntry),
      ],
    },
  ];
}

const ruleColumns = 100;

function sectionLines(title: string | undefined, entries: readonly Entry[], comments: Comments): string[] {
  if (entries.length === 0) return [];
  const blocks = entries.map((entry) => lay([entry], comments));
  const lines = blocks.flatMap((lines, index) => {
    const before = blocks[index - 1];
    const isApart = before !== undefined && (lines.length > 1 || before.length > 1);
    return isApart ? ['', ...lines] : lines;
  });
  return title === undefined ? lines : [`// -- ${title} `.padEnd(ruleColumns, '-'), '', ...lines];
}
