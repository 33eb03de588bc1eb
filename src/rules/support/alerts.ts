/** What is watched in a design, and how to watch more. */
import type { Alert, Element, Topology } from '../../model/topology.ts';
import { declare, set, type Edit, type Fix } from '../rule.ts';
import { freeName } from './phrases.ts';

/** Whether `alerts recommended` covers every circuit, VBR, ECR and peering. */
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
export function recommendAlerts(topology: Topology, anchor: Element): Fix {
  return { title: 'Use the recommended alerts', edits: [monitor(topology, anchor, 'alerts', 'recommended')] };
}

/** Subscribes a system event. */
export function subscribe(topology: Topology, anchor: Element, event: string): Fix {
  const events = [...(topology.monitorings[0]?.events ?? []), event];
  return { title: `Subscribe to ${event}`, edits: [monitor(topology, anchor, 'event', events.join(', '))] };
}

function monitor(topology: Topology, anchor: Element, property: string, text: string): Edit {
  const [monitoring] = topology.monitorings;
  if (monitoring !== undefined) return set(monitoring, property, text);
  const [contact] = topology.contacts;
  const notify = contact === undefined ? '' : ` notify ${contact.name}`;
  return declare(anchor, `monitoring ${freeName(topology, 'watch')} { ${property} ${text}${notify} }`);
}
