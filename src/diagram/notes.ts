/** What has no place on the map: the design's title, and what is asked of the network and done to keep it well. */
import { namedElements } from '../model/relations.ts';
import type { Alert, Demand, Drill, Expectation, Failure, Monitoring, Topology } from '../model/topology.ts';
import { badge, unplacedBadge } from './badges.ts';
import { bandwidthText, joined } from './facts.ts';
import type { GraphBadge } from './graph.ts';
import { sortedBy } from './order.ts';

/** What the design is called, and below it its name and region. */
export function titleOf(topology: Topology): GraphBadge | undefined {
  const { network } = topology;
  if (network === undefined) return undefined;
  const { path, label, name, region } = network;
  return {
    path,
    kind: 'network',
    title: label ?? name,
    text: joined(label === undefined ? '' : name, region),
  };
}

/** One note for each operational element, and one for each named element that is drawn nowhere else. */
export function notesOf(topology: Topology, drawn: ReadonlySet<string>): GraphBadge[] {
  const notes = [
    ...byPath(topology.demands.map(demandNote)),
    ...byPath(topology.expectations.map(expectationNote)),
    ...byPath(topology.monitorings.map(monitoringNote)),
    ...byPath(topology.monitorings.flatMap((monitoring) => monitoring.alerts.map(alertNote))),
    ...byPath(
      topology.contacts.map((contact) => badge('contact', contact, contact.mail ?? contact.phone ?? '')),
    ),
    ...byPath(topology.drills.map(drillNote)),
  ];
  const shown = new Set([...drawn, ...notes.map((note) => note.path)]);
  const missing = namedElements(topology).filter((element) => !shown.has(element.path));
  return [...notes, ...byPath(missing.map(unplacedBadge))];
}

function byPath(notes: readonly GraphBadge[]): GraphBadge[] {
  return sortedBy(notes, (note) => note.path);
}

function demandNote(demand: Demand): GraphBadge {
  const bandwidth = demand.bandwidthMbps === undefined ? '' : bandwidthText(demand.bandwidthMbps);
  const growth = demand.growthPercentPerMonth === 0 ? '' : `+${demand.growthPercentPerMonth} % per month`;
  const title = `${demand.site?.name ?? '?'} → ${names(demand.services)}`;
  return badge('demand', demand, joined(bandwidth, growth, demand.isCritical ? 'critical' : ''), title);
}

function expectationNote(expectation: Expectation): GraphBadge {
  const verb = expectation.verb === 'reaches' ? 'reaches' : 'is isolated from';
  const title = `${expectation.site?.name ?? '?'} ${verb} ${names(expectation.targets)}`;
  const surviving = expectation.surviving.map(failureText).join(', ');
  const text = joined(
    expectation.isPrivate ? 'privately' : '',
    surviving === '' ? '' : `surviving ${surviving}`,
  );
  return badge('expectation', expectation, text, title);
}

function failureText(failure: Failure): string {
  return failure.kind === 'any'
    ? `any ${failure.count} ${failure.of.replaceAll('-', ' ')}`
    : `loss of ${failure.element.name}`;
}

function monitoringNote(monitoring: Monitoring): GraphBadge {
  const notified = monitoring.notify.map((contact) => contact.name).join(', ');
  return badge(
    'monitoring',
    monitoring,
    joined(
      monitoring.alertsRecommended ? 'recommended alerts' : '',
      monitoring.events.join(', '),
      notified === '' ? '' : `to ${notified}`,
    ),
  );
}

function alertNote(alert: Alert): GraphBadge {
  return badge('alert', alert, joined(alert.metric, alert.on.length === 0 ? '' : `on ${names(alert.on)}`));
}

function drillNote(drill: Drill): GraphBadge {
  const duration = drill.durationMin === undefined ? '' : `for ${drill.durationMin} min`;
  const every = drill.every === undefined ? '' : `every ${drill.every}`;
  return badge(
    'drill',
    drill,
    joined(drill.fail.length === 0 ? '' : `fail ${names(drill.fail)}`, duration, every),
  );
}

function names(elements: readonly { readonly name: string }[]): string {
  return elements.length === 0 ? '?' : elements.map((element) => element.name).join(', ');
}
