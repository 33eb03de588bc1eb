/** What is watched in a design, and how to watch more. */
import type { Alert, Element, Monitoring, Topology } from '../../model/topology.ts';
import { declare, set, type Edit, type Fix } from '../rule.ts';
import { freeName } from './phrases.ts';

/** Whether `alerts recommended` covers every circuit, VBR, inter-region connection and endpoint. */
export function hasRecommendedAlerts({ monitorings }: Topology): boolean {
  return monitorings.some(({ alertsRecommended }) => alertsRecommended);
}

/** Names of metrics with an alert, by the element that they are measured at. */
export function watchedMetrics({
  monitorings,
}: Topology): (element: Alert['on'][number]) => ReadonlySet<string> {
  const watched = new Map<Element, Set<string>>();
  for (const { on, metric } of monitorings.flatMap(({ alerts }) => alerts)) {
    if (metric === undefined) continue;
    for (const element of on) {
      const metrics = watched.get(element) ?? new Set<string>();
      watched.set(element, metrics.add(metric));
    }
  }
  return (element) => watched.get(element) ?? new Set();
}

/** Turns on the recommended alerts, in the design's monitoring block or in a new one behind `anchor`. */
export function recommendAlerts(topology: Topology, anchor: Element): Fix | undefined {
  const edits = monitor(topology, anchor, 'alerts', 'recommended');
  return edits && { title: 'Use the recommended alerts', edits };
}

/** Subscribes a system event. */
export function subscribe(topology: Topology, anchor: Element, event: string): Fix | undefined {
  const events = [...(topology.monitorings[0]?.events ?? []), event];
  const edits = monitor(topology, anchor, 'event', events.join(', '));
  return edits && { title: `Subscribe to ${event}`, edits };
}

/** What to do first where nobody can be told: a fix cannot make up an address. */
export function contactFirst({ contacts, monitorings }: Topology): string {
  return contacts.length === 0 && !notifies(monitorings[0]) ? '; declare a contact to tell first' : '';
}

/** Alerts that tell nobody are refused (HC808), so the first contact comes along where the block names none. */
function monitor(
  topology: Topology,
  anchor: Element,
  property: string,
  text: string,
): readonly Edit[] | undefined {
  const [monitoring] = topology.monitorings;
  const [contact] = topology.contacts;
  if (monitoring !== undefined && notifies(monitoring)) return [set(monitoring, property, text)];
  if (contact === undefined) return undefined;
  const { name } = contact;
  if (monitoring !== undefined) return [set(monitoring, property, text), set(monitoring, 'notify', name)];
  return [
    declare(anchor, `monitoring ${freeName(topology, 'watch')} { ${property} ${text} notify ${name} }`),
  ];
}

function notifies(monitoring: Monitoring | undefined): boolean {
  return monitoring !== undefined && monitoring.notify.length > 0;
}
