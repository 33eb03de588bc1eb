/** Writes up what was found as a topology: the inverse of what kinds ask for. */
import type { Alert, Contact, Monitoring, Topology } from '../../model/topology.ts';
import { circuitsFrom, failoverGroupsFrom, vbrsFrom } from './borders.ts';
import { named, newDesk, type Desk } from './desk.ts';
import { doorsIn } from './doors.ts';
import { censFrom, ecrsFrom } from './hubs.ts';
import { inventoryOf } from './inventory.ts';
import { alertsFrom, contactsFrom, drillsFrom, monitoringsFrom, type Alerting } from './operation.ts';
import { placesFor } from './places.ts';
import { qosFrom } from './qos.ts';
import { recommendedAmong } from './recommended.ts';
import type { Remark } from './remark.ts';
import { endpointServicesFrom, servicesFrom } from './services.ts';
import { guessSites } from './sites.ts';
import type { Discovery, Thing } from './thing.ts';
import { vpcsFrom } from './vpcs.ts';
import { vpnsFrom } from './vpns.ts';

export interface WriteUp {
  readonly topology: Topology;
  /** Which thing stands for which address. */
  readonly origins: ReadonlyMap<string, Thing>;
  readonly remarks: readonly Remark[];
  /** Attributes that are otherwise in the text on purpose, as `address attribute`. */
  readonly onPurpose: ReadonlySet<string>;
  /** Lines above elements, by path. */
  readonly comments: ReadonlyMap<string, readonly string[]>;
}

export interface WriteUpOptions {
  readonly stack: string;
  /** Words that cannot be names. */
  readonly reserved: ReadonlySet<string>;
}

export function writeUp(discovery: Discovery, { stack, reserved }: WriteUpOptions): WriteUp {
  const things = inventoryOf(discovery.things);
  const desk = newDesk({ things, stack, account: discovery.account, reserved });
  const places = placesFor(desk);
  const sites = guessSites(desk);
  const circuits = circuitsFrom(desk, places, sites);
  const vbrs = vbrsFrom(desk, places, circuits);
  const vpcs = vpcsFrom(desk, places);
  const vpns = vpnsFrom(desk, places, sites, [...vpcs.values()]);
  const ecrs = ecrsFrom(desk, places, { vpcs, vbrs, vpns });
  const cens = censFrom(desk, places, { vpcs, vbrs, vpns, ecrs });
  const endpointServices = endpointServicesFrom(desk, places);
  const contacts = contactsFrom(desk);
  const routers = new Map(
    cens.flatMap((cen) =>
      cen.transitRouters.map((router) => [desk.origins.get(router.path)?.id ?? '', router]),
    ),
  );
  const alerting: Alerting = new Map<string, Alert['on'][number]>([
    ...circuits,
    ...vbrs,
    ...ecrs,
    ...vpns,
    ...routers,
  ]);
  const drawn: Topology = {
    network: {
      ...named(`network.${stack}`, { name: stack, label: undefined }),
      kind: 'network',
      region: mainRegion(desk),
      account: discovery.account,
      tags: Object.entries(desk.common).map(([key, value]) => ({ key, value })),
    },
    sites: sites.all,
    circuits: [...circuits.values()],
    vbrs: [...vbrs.values()],
    failoverGroups: failoverGroupsFrom(desk, vbrs),
    qosPolicies: qosFrom(desk, circuits),
    ecrs: [...ecrs.values()],
    cens,
    vpcs: [...vpcs.values()],
    vpns: [...vpns.values()],
    endpointServices: [...endpointServices.values()],
    services: servicesFrom(desk, vpcs, endpointServices),
    demands: [],
    expectations: [],
    contacts: [...contacts.values()],
    monitorings: [],
    drills: drillsFrom(desk, circuits),
  };
  const doors = doorsIn(desk, drawn);
  return {
    topology: {
      ...drawn,
      cens: doors.cens,
      services: [...drawn.services, ...doors.services],
      monitorings: monitoringsIn(desk, drawn, contacts, alerting),
    },
    origins: desk.origins,
    remarks: desk.remarks,
    onPurpose: desk.onPurpose,
    comments: sites.comments,
  };
}

function monitoringsIn(
  desk: Desk,
  drawn: Topology,
  contacts: ReadonlyMap<string, Contact>,
  alerting: Alerting,
): Monitoring[] {
  return monitoringsFrom(desk, contacts).map(({ monitoring, rules }) => {
    const recommended = recommendedAmong(desk, drawn, monitoring, rules);
    const others = rules.filter((rule) => recommended?.has(rule) !== true);
    return {
      ...monitoring,
      alertsRecommended: recommended !== undefined,
      alerts: alertsFrom(desk, monitoring, others, alerting),
    };
  });
}

/** Where most of the circuits are, else most of everything: alerts and the like go to the network's region. */
function mainRegion({ things }: Desk): string | undefined {
  const all = things.all.filter(({ region, kind }) => region !== '' && kind.product !== 'cms');
  const circuits = all.filter(({ kind }) => kind.people !== undefined);
  const counts = Map.groupBy(circuits.length > 0 ? circuits : all, ({ region }) => region);
  const [most] = [...counts].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1));
  return most?.[0];
}
