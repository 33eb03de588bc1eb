/** Contacts, monitoring and drills, as elements. */
import { metricByName } from '../../model/catalog/metrics.ts';
import { systemEvents } from '../../model/catalog/events.ts';
import type {
  Alert,
  AlertThreshold,
  Circuit,
  Contact,
  Drill,
  Ecr,
  Monitoring,
  TransitRouter,
  Vbr,
  Vpn,
} from '../../model/topology.ts';
import { valuesAt } from '../look/observe.ts';
import { textOf } from '../value.ts';
import { byName, nameFor, named, shownThing, unmanaged, type Desk } from './desk.ts';
import { numberIn, textIn, textsIn, type Thing } from './thing.ts';
import { groupsIn } from './watch.ts';

export function contactsFrom(desk: Desk): Map<string, Contact> {
  return new Map(
    desk.things.of('contact').map((thing) => {
      const naming = nameFor(desk, thing, { word: 'contact', otherwise: 'contact' });
      const base = named(`contact.${naming.name}`, naming);
      desk.origins.set(base.path, thing);
      const description = textIn(thing, 'description') ?? '';
      const webhook = textIn(thing, 'webhook');
      if (webhook !== undefined && holdsToken(webhook)) {
        desk.onPurpose.add(`${base.path} webhook`);
        desk.remarks.push({
          what: `the webhook of ${shownThing(thing)}`,
          why: 'it holds a token, which does not belong in a text that others read',
          next: 'It stays as it is in the cloud, and no plan touches it until the text names one.',
          path: base.path,
        });
      }
      const contact: Contact = {
        ...base,
        // hcnet writes a contact's label into its description, and the address of one without a label.
        label: description === '' || description.startsWith('hcnet ') ? undefined : description,
        ...unmanaged,
        kind: 'contact',
        mail: textIn(thing, 'mail'),
        phone: textIn(thing, 'phone'),
        webhook: webhook === undefined || holdsToken(webhook) ? undefined : webhook,
      };
      return [thing.id, contact];
    }),
  );
}

/** Robots of DingTalk and the like take whoever knows the address for one who may write. */
function holdsToken(webhook: string): boolean {
  return /[?&][^=]*(?:token|key|secret|sign)[^=]*=./i.test(webhook);
}

/** What alert rules can be put on, by id. */
export type Alerting = ReadonlyMap<string, Circuit | Vbr | Ecr | TransitRouter | Vpn>;

export function monitoringsFrom(
  desk: Desk,
  contacts: ReadonlyMap<string, Contact>,
): { readonly monitoring: Monitoring; readonly rules: readonly Thing[] }[] {
  return desk.things.of('contact-group').map((thing) => {
    const naming = nameFor(desk, thing, { word: 'monitoring', otherwise: 'monitoring' });
    const base = named(`monitoring.${naming.name}`, naming);
    desk.origins.set(`${base.path}/contact-group`, thing);
    const rules = desk.things.of('alert-rule').filter((rule) => groupsIn(rule)[0] === thing.id);
    const monitoring: Monitoring = {
      ...base,
      ...unmanaged,
      kind: 'monitoring',
      alertsRecommended: false,
      notify: textsIn(thing, 'contacts').flatMap((name) => contacts.get(name) ?? []),
      events: eventsTelling(desk, thing, base.path),
      alerts: [],
    };
    return { monitoring, rules };
  });
}

/** Rules for whole events of the catalog; the others have no word in the language. */
function eventsTelling(desk: Desk, group: Thing, path: string): string[] {
  return desk.things.of('event-rule').flatMap((rule): string[] => {
    const targets = desk.things.where('event-rule-target', 'rule', rule.id);
    const [target] = targets.filter((each) => textIn(each, 'contactGroup') === group.id);
    if (target === undefined) return [];
    const event = eventIn(rule);
    if (event === undefined || desk.origins.has(`${path}/event.${event}`)) {
      desk.remarks.push({
        what: shownThing(rule),
        why: 'it is about events that hcnet has no name for',
        next: 'It stays as it is in the cloud, and no plan touches it.',
        path,
      });
      return [];
    }
    desk.origins.set(`${path}/event.${event}`, rule);
    desk.origins.set(`${path}/event.${event}/target`, target);
    return [event];
  });
}

function eventIn({ item }: Thing): string | undefined {
  const at = (field: string) =>
    [
      ...valuesAt(item, `EventPattern.EventPattern.${field}`),
      ...valuesAt(item, `EventPattern.${field}`),
    ].flatMap((value) => leaves(value));
  const names = at('NameList').sort();
  const [product] = at('Product');
  return systemEvents.find(
    (event) =>
      (event.product ?? 'physicalconnection') === product &&
      event.names.length === names.length &&
      [...event.names].sort().every((name, index) => name === names[index]),
  )?.id;
}

/** `{ NameList: [...] }`, as some lists wrap what is in them, or the list itself. */
function leaves(value: unknown): string[] {
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(leaves);
  const text = textOf(value);
  return text === undefined ? [] : [text];
}

/** One alert for all rules that say the same of different things. */
export function alertsFrom(
  desk: Desk,
  monitoring: Monitoring,
  rules: readonly Thing[],
  alerting: Alerting,
): Alert[] {
  const readable = rules.flatMap((rule) => {
    const on = watchedBy(rule, alerting);
    const thresholds = thresholdsOf(rule);
    if (on !== undefined && thresholds.length > 0) return [{ rule, on, thresholds }];
    desk.remarks.push({
      what: shownThing(rule),
      why: 'it watches what no alert of the language can be put on, or has no plain thresholds',
      next: 'It stays as it is in the cloud, and no plan touches it.',
      path: monitoring.path,
    });
    return [];
  });
  const alike = Map.groupBy(readable, ({ rule, thresholds }) =>
    JSON.stringify([textIn(rule, 'namespace'), textIn(rule, 'metric'), textIn(rule, 'period'), thresholds]),
  );
  return [...alike.values()].map((same) => alertFrom(desk, monitoring, same));
}

interface ReadRule {
  readonly rule: Thing;
  readonly on: Alert['on'][number];
  readonly thresholds: readonly ReadThreshold[];
}

interface ReadThreshold extends AlertThreshold {
  readonly statistics: string | undefined;
}

function alertFrom(desk: Desk, monitoring: Monitoring, same: readonly ReadRule[]): Alert {
  const [first] = same;
  const rule = first?.rule;
  const metric = rule === undefined ? undefined : textIn(rule, 'metric');
  const namespace = rule === undefined ? undefined : textIn(rule, 'namespace');
  const known = metric === undefined ? undefined : metricByName(metric);
  const naming = desk.names.take(`${monitoring.path} alert`, [nameOfAlert(desk, first)], 'alert');
  const path = `${monitoring.path}/alert.${naming.name}`;
  for (const { rule: each, on } of same) desk.origins.set(`${path}/${on.path}`, each);
  const statistics = first?.thresholds[0]?.statistics;
  const period = rule === undefined ? undefined : numberIn(rule, 'period');
  return {
    ...named(path, { name: naming.name, label: undefined }),
    ...unmanaged,
    kind: 'alert',
    on: byName(same.map(({ on }) => on)),
    metric,
    namespace: known?.namespace === namespace ? undefined : namespace,
    statistics: statistics === (known?.statistics ?? 'Average') ? undefined : statistics,
    periodS: period === 60 ? undefined : period,
    thresholds: (first?.thresholds ?? []).map(({ level, operator, value, times }) => ({
      level,
      operator,
      value,
      times,
    })),
  };
}

/** hcnet calls a rule `<stack>-<what it is on>-<alert>`. */
function nameOfAlert(desk: Desk, read: ReadRule | undefined): string | undefined {
  if (read === undefined) return undefined;
  const name = textIn(read.rule, 'name') ?? '';
  const start = desk.stacks.map((stack) => `${stack}-${read.on.name}-`).find((each) => name.startsWith(each));
  return start === undefined ? textIn(read.rule, 'metric') : name.slice(start.length);
}

/** The one element that the dimensions of a rule name. */
function watchedBy(rule: Thing, alerting: Alerting): Alert['on'][number] | undefined {
  const dimensions = dimensionsOf(rule);
  const [only, ...others] = dimensions;
  if (only === undefined || others.length > 0) return undefined;
  const found = Object.values(only).flatMap((id) => alerting.get(id) ?? []);
  return found[0];
}

export function dimensionsOf(rule: Thing): Readonly<Record<string, string>>[] {
  try {
    const read: unknown = JSON.parse(textIn(rule, 'resources') ?? '[]');
    const list = Array.isArray(read) ? read : [read];
    return list.flatMap((each: unknown) =>
      typeof each === 'object' && each !== null ? [each as Readonly<Record<string, string>>] : [],
    );
  } catch {
    // Something else than dimensions: then it watches nothing of ours.
    return [];
  }
}

const operators: Readonly<Record<string, AlertThreshold['operator']>> = {
  GreaterThanThreshold: '>',
  GreaterThanOrEqualToThreshold: '>=',
  LessThanThreshold: '<',
  LessThanOrEqualToThreshold: '<=',
};

const levels = [
  ['Info', 'info'],
  ['Warn', 'warn'],
  ['Critical', 'critical'],
] as const;

export function thresholdsOf(rule: Thing): ReadThreshold[] {
  return levels.flatMap(([name, level]): ReadThreshold[] => {
    const operator = operators[textIn(rule, `${name}Operator`) ?? ''];
    const value = numberIn(rule, `${name}Threshold`);
    const times = numberIn(rule, `${name}Times`);
    if (operator === undefined || value === undefined || value < 0 || times === undefined) return [];
    return [{ level, operator, value, times, statistics: textIn(rule, `${name}Statistics`) }];
  });
}

export function drillsFrom(desk: Desk, circuits: ReadonlyMap<string, Circuit>): Drill[] {
  return desk.things.of('failover-test-job').flatMap((thing): Drill[] => {
    const fail = textsIn(thing, 'circuits').flatMap((id) => circuits.get(id) ?? []);
    if (fail.length === 0) return [];
    const naming = nameFor(desk, thing, { word: 'drill', otherwise: 'drill' });
    const base = named(`drill.${naming.name}`, naming);
    desk.origins.set(base.path, thing);
    return [
      {
        ...base,
        ...unmanaged,
        kind: 'drill',
        fail,
        durationMin: numberIn(thing, 'minutes'),
        start: 'later',
        every: undefined,
      },
    ];
  });
}
