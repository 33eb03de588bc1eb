/** Who is told, of what, and what is rehearsed. */
import type { Alert, AlertThreshold, Contact, Drill, Monitoring } from '../../model/topology.ts';
import { block, list, property, statement, type Entry } from './entry.ts';
import { duration, heading, managed, namesOf, quotedProperty, secret, wordOrString } from './words.ts';

export function contactEntry(contact: Contact): Entry {
  return block(
    heading('contact', contact),
    [
      ...quotedProperty('mail', contact.mail),
      ...quotedProperty('phone', contact.phone),
      ...(typeof contact.webhook === 'object'
        ? secret('webhook', contact.webhook)
        : quotedProperty('webhook', contact.webhook)),
      ...managed(contact),
    ],
    contact.path,
  );
}

export function monitoringEntry(monitoring: Monitoring): Entry {
  return block(
    heading('monitoring', monitoring),
    [
      ...(monitoring.alertsRecommended ? [statement('alerts recommended')] : []),
      ...list('notify', namesOf(monitoring.notify)),
      ...list('event', monitoring.events),
      ...monitoring.alerts.map(alertEntry),
      ...managed(monitoring),
    ],
    monitoring.path,
  );
}

function alertEntry(alert: Alert): Entry {
  const { metric, periodS } = alert;
  return block(
    heading('alert', alert, `on ${namesOf(alert.on).join(', ') || 'unknown'}`),
    [
      ...property('metric', metric === undefined ? undefined : wordOrString(metric)),
      ...property('namespace', alert.namespace),
      ...property('statistics', alert.statistics),
      ...property('period', duration(periodS === undefined ? undefined : periodS * 1000)),
      ...alert.thresholds.map((threshold) => statement(thresholdText(threshold))),
      ...managed(alert),
    ],
    alert.path,
  );
}

function thresholdText({ level, operator, value, times }: AlertThreshold): string {
  return `${level} ${operator} ${value} for ${times} times`;
}

export function drillEntry(drill: Drill): Entry {
  const { durationMin } = drill;
  return block(
    heading('drill', drill),
    [
      ...list('fail', namesOf(drill.fail)),
      ...property('for', durationMin === undefined ? undefined : duration(durationMin * 60_000)),
      ...(drill.start === 'later' ? [] : [statement(`start ${drill.start}`)]),
      ...property('every', drill.every),
      ...managed(drill),
    ],
    drill.path,
  );
}
