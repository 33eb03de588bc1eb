import type { Alert, AlertThreshold, Contact, Drill, Monitoring } from '../../model/topology.ts';
import type { Half } from '../cst.ts';
import type * as ast from '../generated/ast.ts';
import { readMs, readNumber } from '../literals.ts';
import type { Build } from './build.ts';
import { named } from './build.ts';
import { compactMap, managedOf, secretOf } from './common.ts';
import type { Made } from './made.ts';

export function buildContact(build: Build, node: Half<ast.Contact>): Contact | undefined {
  const base = named(build, node, 'contact');
  if (base === undefined) return undefined;
  const { mail, phone } = node;
  const contact: Contact = {
    ...base,
    ...managedOf(node, base.path),
    kind: 'contact',
    mail,
    phone,
    webhook: node.webhook ?? secretOf(node.webhookSecret),
  };
  return build.record(contact, node);
}

export function buildMonitoring(
  build: Build,
  made: Made,
  node: Half<ast.Monitoring>,
): Monitoring | undefined {
  const base = named(build, node, 'monitoring');
  if (base === undefined) return undefined;
  const monitoring: Monitoring = {
    ...base,
    ...managedOf(node, base.path),
    kind: 'monitoring',
    alertsRecommended: node.alerts === 'recommended',
    notify: compactMap(node.notify, ({ ref }) => made.contacts.get(ref)),
    events: compactMap(node.events, (event) => event),
    alerts: compactMap(node.ownAlerts, (alert) => buildAlert(build, made, alert, base.path)),
  };
  return build.record(monitoring, node);
}

function buildAlert(build: Build, made: Made, node: Half<ast.Alert>, parent: string): Alert | undefined {
  const base = named(build, node, 'alert', parent);
  if (base === undefined) return undefined;
  const periodMs = readMs(node.period);
  const alert: Alert = {
    ...base,
    ...managedOf(node, base.path),
    kind: 'alert',
    on: compactMap(node.on, ({ ref }) => alerting(made, ref)),
    metric: node.metric,
    namespace: node.namespace,
    statistics: node.statistics,
    periodS: periodMs === undefined ? undefined : periodMs / 1000,
    thresholds: compactMap(node.thresholds, thresholdOf),
  };
  return build.record(alert, node);
}

function alerting(made: Made, node: ast.Alerting | undefined) {
  switch (node?.$type) {
    case 'Circuit':
      return made.circuits.get(node);
    case 'Vbr':
      return made.vbrs.get(node);
    case 'Ecr':
      return made.ecrs.get(node);
    case 'TransitRouter':
      return made.transitRouters.get(node);
    case 'Vpn':
      return made.vpns.get(node);
    case undefined:
      return undefined;
  }
}

/** The console's own rules fire after three periods in a row. */
const defaultTimes = 3;

function thresholdOf(node: Half<ast.Threshold>): AlertThreshold | undefined {
  const { level, operator } = node;
  const value = readNumber(node.value);
  if (level === undefined || operator === undefined || value === undefined) return undefined;
  return { level, operator, value, times: readNumber(node.times) ?? defaultTimes };
}

export function buildDrill(build: Build, made: Made, node: Half<ast.Drill>): Drill | undefined {
  const base = named(build, node, 'drill');
  if (base === undefined) return undefined;
  const durationMs = readMs(node.duration);
  const drill: Drill = {
    ...base,
    ...managedOf(node, base.path),
    kind: 'drill',
    fail: compactMap(node.fail, ({ ref }) =>
      ref?.$type === 'Vbr' ? made.vbrs.get(ref) : made.circuits.get(ref),
    ),
    durationMin: durationMs === undefined ? undefined : durationMs / 60_000,
    start: node.start ?? 'later',
    every: node.every,
  };
  return build.record(drill, node);
}
