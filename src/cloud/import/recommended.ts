/** Alert rules that `alerts recommended` stands for: one word instead of dozens of blocks. */
import type { Monitoring, Topology } from '../../model/topology.ts';
import { alertsOf, type PlacedAlert } from '../design/alerts.ts';
import { normalise } from '../comparison.ts';
import { resolveInput } from '../resolve.ts';
import type { Desk } from './desk.ts';
import { thresholdsOf } from './operation.ts';
import { numberIn, textIn, type Thing } from './thing.ts';

/** The rules that it stands for, all of which have to be there; `undefined` when one is missing. */
export function recommendedAmong(
  desk: Desk,
  drawn: Topology,
  monitoring: Monitoring,
  rules: readonly Thing[],
): ReadonlySet<Thing> | undefined {
  const wanted = alertsOf({
    ...drawn,
    monitorings: [{ ...monitoring, alertsRecommended: true, alerts: [] }],
  });
  const found = new Map<string, Thing>();
  const taken = new Set<Thing>();
  for (const alert of wanted) {
    const rule = rules.find((each) => !taken.has(each) && isRuleFor(desk, alert, each));
    if (rule === undefined) return undefined;
    taken.add(rule);
    found.set(alert.address, rule);
  }
  if (wanted.length === 0) return undefined;
  for (const [address, rule] of found) desk.origins.set(address, rule);
  return taken;
}

function isRuleFor({ origins }: Desk, alert: PlacedAlert, rule: Thing): boolean {
  const resources = resolveInput(alert.resources, (address, path) => {
    const thing = origins.get(address);
    return path === 'id' ? thing?.id : thing?.outputs[path];
  });
  const thresholds = alert.thresholds.map(({ level, operator, value, times }) => ({
    level,
    operator,
    value,
    times,
    statistics: alert.statistics,
  }));
  return (
    textIn(rule, 'namespace') === alert.namespace &&
    textIn(rule, 'metric') === alert.metric &&
    numberIn(rule, 'period') === alert.periodS &&
    resources !== undefined &&
    normalise('json', resources) === textIn(rule, 'resources') &&
    asText(thresholds) === asText(thresholdsOf(rule))
  );
}

function asText(thresholds: readonly { readonly level: string }[]): string {
  return JSON.stringify([...thresholds].sort((a, b) => (a.level < b.level ? -1 : 1)));
}
