/** What is documented about resources besides names and types: statuses, and codes that pass or mean "gone". */
import enums from './response-enums.json' with { type: 'json' };
import lifecycles from './lifecycles.json' with { type: 'json' };

export interface Lifecycle {
  /** Codes on which Terraform waits and repeats; a word in brackets says when. */
  readonly retry: readonly string[];
  readonly gone: readonly string[];
  readonly states: readonly string[];
}

export const documentedLifecycles: Readonly<Record<string, Lifecycle>> = lifecycles.resources;

/** Resources of the reference folder that the engine or the emulator calls by another name. */
const names: Readonly<Record<string, readonly string[]>> = {
  'hosted-connection': ['virtual-physical-connection', 'physical-connection'],
  'virtual-border-router': ['vbr'],
  'vbr-failover-group': ['vbr-ha'],
  'vbr-circuit': ['vbr-pconn'],
  'qos-policy': ['qos'],
  'traffic-qos': ['qos'],
  'ecr-association': ['ecr-tr', 'ecr-vpc'],
  'ecr-child': ['ecr-vbr'],
  'transit-router': ['tr'],
  'transit-router-cidr': ['tr-cidr'],
  'tr-association': ['tr-rt-association'],
  'tr-peer-association': ['tr-rt-association'],
  'tr-propagation': ['tr-rt-propagation'],
  'region-qos-policy': ['cen-qos-policy'],
  'region-qos-queue': ['cen-qos-queue'],
  'route-table': ['vpc-route-table'],
  'route-entry': ['vpc-route'],
  'endpoint-connection': ['privatelink-connection'],
  'vpn-connection': ['vpn-connection', 'vpn-attachment'],
  'contact': ['cms-contact'],
  'contact-group': ['cms-contact-group'],
  'alert-rule': ['cms-alarm'],
  'cms-metric-rule': ['cms-alarm'],
  'event-rule': ['cms-event-rule'],
};

/** The resources of the reference folder that a kind of the engine or of the emulator stands for. */
export function lifecyclesOf(kind: string): readonly Lifecycle[] {
  return (names[kind] ?? [kind]).flatMap((name) => documentedLifecycles[name] ?? []);
}

/** Statuses that an answer of the action may show, by the published API descriptions. */
export function documentedValues(product: string, action: string, field: string): readonly string[] {
  const actions: Readonly<Record<string, Readonly<Record<string, readonly (string | number)[]>>>> =
    Object.entries(enums.products).find(([name]) => name === product)?.[1] ?? {};
  return Object.entries(actions[action] ?? {})
    .filter(([path]) => path.split('.').at(-1)?.replaceAll('[]', '') === field)
    .flatMap(([, values]) => values.map(String));
}
