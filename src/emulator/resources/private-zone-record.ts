/** Records of a private DNS zone. */
import { text } from '../engine/model.ts';
import { defineResource } from './define.ts';

export const privateZoneRecord = defineResource({
  kind: 'private-zone-record',
  product: 'pvtz',
  idField: 'RecordId',
  identify: (fields) => text(fields.RecordId),
  life: { ready: 'ENABLE' },
  notFound: { code: 'Record.NotExists', status: 400 },
  create: {
    action: 'AddZoneRecord',
    parents: [{ param: 'ZoneId', kind: 'private-zone' }],
    unique: [{ by: ['ZoneId', 'Rr', 'Type', 'Value'], code: 'Record.Exists' }],
    defaults: { Ttl: 60, Weight: 1, Line: 'default' },
    // Record ids are numbers.
    fields: (_call, world) => ({ RecordId: 1_000_000 + world.nextOrder() }),
  },
  reads: [{ action: 'DescribeZoneRecords', list: 'Records', ignore: ['Keyword', 'SearchMode'] }],
  modifies: [{ action: 'UpdateZoneRecord', by: ['RecordId'] }],
  delete: { action: 'DeleteZoneRecord', by: ['RecordId'] },
});
