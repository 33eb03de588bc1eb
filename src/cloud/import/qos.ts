/** QoS policies of circuits, as elements. */
import { parsePrefix } from '../../model/ip.ts';
import type { Circuit, QosPolicy, QosQueue, QosRule } from '../../model/topology.ts';
import { wordOf } from './borders.ts';
import { byName, nameFor, named, shownThing, unmanaged, type Desk } from './desk.ts';
import { numberIn, textIn, type Thing } from './thing.ts';

export function qosFrom(desk: Desk, circuits: ReadonlyMap<string, Circuit>): QosPolicy[] {
  return desk.things.of('qos-policy').flatMap((thing): QosPolicy[] => {
    const under = byName(
      desk.things
        .where('qos-association', 'policy', thing.id)
        .flatMap((association) => circuits.get(textIn(association, 'circuit') ?? '') ?? []),
    );
    if (under.length === 0) return [];
    const naming = nameFor(desk, thing, { word: 'qos', otherwise: 'qos' });
    const base = named(`qos.${naming.name}`, naming);
    desk.origins.set(base.path, thing);
    const queues = desk.things
      .where('qos-queue', 'policy', thing.id)
      .map((queue) => queueFrom(desk, queue, base));
    return [{ ...base, ...unmanaged, kind: 'qos', circuits: under, queues }];
  });
}

interface Parent {
  readonly path: string;
  readonly name: string;
}

function queueFrom(desk: Desk, thing: Thing, policy: Parent): QosQueue {
  const naming = nameFor(desk, thing, {
    word: 'queue',
    scope: policy.path,
    after: policy.name,
    otherwise: 'queue',
  });
  const base = named(`${policy.path}/queue.${naming.name}`, naming);
  desk.origins.set(base.path, thing);
  return {
    ...base,
    ...unmanaged,
    kind: 'qos-queue',
    queueKind: textIn(thing, 'type') === 'High' ? 'high' : 'medium',
    percent: numberIn(thing, 'percent'),
    rules: desk.things.where('qos-rule', 'queue', thing.id).flatMap((rule) => ruleFrom(desk, rule, base)),
  };
}

function ruleFrom(desk: Desk, thing: Thing, queue: Parent): QosRule[] {
  const ports = [onePort(textIn(thing, 'sourcePorts')), onePort(textIn(thing, 'destinationPorts'))];
  if (ports.includes('several')) {
    desk.remarks.push({
      what: shownThing(thing),
      why: 'it matches a range of ports, and a rule of the language matches one',
      next: 'It stays as it is in the cloud; split it into rules of one port to manage them here.',
      path: queue.path,
    });
    return [];
  }
  const naming = nameFor(desk, thing, {
    word: 'rule',
    scope: queue.path,
    after: queue.name,
    otherwise: 'rule',
  });
  const base = named(`${queue.path}/rule.${naming.name}`, naming);
  desk.origins.set(base.path, thing);
  const [sourcePort, destinationPort] = ports.map((port) => (typeof port === 'number' ? port : undefined));
  const protocol = textIn(thing, 'protocol')?.toLowerCase();
  return [
    {
      ...base,
      ...unmanaged,
      kind: 'qos-rule',
      priority: numberIn(thing, 'priority'),
      protocol: protocol === 'all' ? undefined : wordOf(protocol),
      sources: prefixes(thing, ['source', 'source6']),
      destinations: prefixes(thing, ['destination', 'destination6']),
      sourcePort,
      destinationPort,
      dscp: anyIsNone(numberIn(thing, 'dscp')),
      remarkDscp: anyIsNone(numberIn(thing, 'remarkDscp')),
    },
  ];
}

/** `-1/-1` stands for every port. */
function onePort(range: string | undefined): number | 'several' | undefined {
  const [first, last] = (range ?? '-1/-1').split('/').map(Number);
  if (first === undefined || first < 0) return undefined;
  return first === last ? first : 'several';
}

function anyIsNone(number: number | undefined): number | undefined {
  return number === undefined || number < 0 ? undefined : number;
}

function prefixes(thing: Thing, names: readonly string[]) {
  return names.flatMap((name) => parsePrefix(textIn(thing, name) ?? '') ?? []);
}
