import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { accessPoints, regionOfAccessPoint } from '../../src/model/catalog/access-points.ts';
import { carriers } from '../../src/model/catalog/carriers.ts';
import { systemEvents } from '../../src/model/catalog/events.ts';
import { isCloudAsn } from '../../src/model/catalog/limits.ts';
import { metrics, recommendedAlerts } from '../../src/model/catalog/metrics.ts';
import { portTypes, smallestPortFor } from '../../src/model/catalog/ports.ts';
import { regionById, regionOfZone, regions, zoneId } from '../../src/model/catalog/regions.ts';
import {
  allServiceBlocks,
  privateLinkService,
  serviceBlocks,
  serviceByProduct,
  serviceEndpoint,
  serviceProducts,
} from '../../src/model/catalog/services.ts';
import { containsPrefix, serviceBlock } from '../../src/model/ip.ts';
import { nearestOverlaps } from '../../src/model/overlaps.ts';

describe('regions', () => {
  test('a zone leads back to its region', () => {
    for (const region of regions) expect(regionOfZone(zoneId(region.id, 'b'))).toBe(region.id);
    for (const region of regions) {
      for (const zone of region.transitRouterZones ?? []) expect(regionOfZone(zone)).toBe(region.id);
    }
    expect(regionOfZone('cn-shanghai')).toBeUndefined();
  });

  test('an access point leads to a region, also one that the catalog does not list', () => {
    for (const accessPoint of accessPoints) expect(regionById(accessPoint.regionId)).toBeDefined();
    expect(regionOfAccessPoint('ap-ap-southeast-1-new-A')).toBe('ap-southeast-1');
    expect(regionOfAccessPoint('ap-cn-heyuan-acdr-1-x-B')).toBe('cn-heyuan-acdr-1');
    expect(regionOfAccessPoint('ap-mars-1-x-B')).toBeUndefined();
  });
});

describe('services', () => {
  test('every published block lies in 100.64.0.0/10, in a known region, and overlaps no other', () => {
    for (const { prefix, regionId } of allServiceBlocks()) {
      expect(containsPrefix(serviceBlock, prefix)).toBe(true);
      expect(prefix.hasHostBits).toBe(false);
      expect(regionById(regionId)).toBeDefined();
    }
    const located = allServiceBlocks().map((block) => ({ prefix: block.prefix, owner: block }));
    expect([...nearestOverlaps(located)]).toEqual([]);
  });

  test('look-ups answer for what is known and stay silent about the rest', () => {
    expect(serviceBlocks('oss', 'cn-shanghai').map((block) => block.text)).toContain('100.98.35.0/24');
    expect(serviceBlocks('oss', 'cn-nowhere')).toEqual([]);
    expect(serviceByProduct('__proto__')).toBeUndefined();
    expect(privateLinkService('oss', 'cn-shanghai')).toBe('com.aliyuncs.privatelink.cn-shanghai.oss');
    expect(privateLinkService('model-studio', 'cn-beijing')).toBe('com.aliyuncs.dashscope');
    expect(privateLinkService('model-studio', 'us-east-1')).toBeUndefined();
    expect(privateLinkService('kms', 'cn-beijing')).toBeUndefined();
    expect(serviceEndpoint('oss', 'cn-beijing')).toBe('oss-cn-beijing-internal.aliyuncs.com');
  });
});

test('ids are unique, and each entry that states a fact names its source', () => {
  for (const ids of [regions, accessPoints, carriers, portTypes, serviceProducts, systemEvents].map((list) =>
    list.map((entry) => entry.id),
  )) {
    expect(new Set(ids).size).toBe(ids.length);
  }
  for (const product of serviceProducts) expect(product.sources).not.toEqual([]);
  for (const metric of metrics) expect(metric.source).not.toBe('');
  for (const alert of recommendedAlerts) {
    expect(alert.source === undefined).toBe(alert.provenance === 'proposed');
  }
});

test('the cloud side of a session takes private AS numbers and 45104, and never 65025', () => {
  expect([45104, 64512, 65534, 4200000000, 4294967294].map(isCloudAsn)).not.toContain(false);
  expect([65025, 64511, 65535, 64010, 4294967295, 1].map(isCloudAsn)).not.toContain(true);
});

test('the smallest port that fits is an optical one', () => {
  expect(smallestPortFor(1000)?.id).toBe('1000Base-LX');
  expect(smallestPortFor(1001)?.id).toBe('10GBase-LR');
  expect(smallestPortFor(200_000)).toBeUndefined();
});

const reference = path.resolve(import.meta.dirname, '../../../shared/catalog');

describe.runIf(existsSync(reference))('the reference catalog beside the repository', () => {
  test('names the same regions, access points and ports', () => {
    expect(regions.map((region) => region.id)).toEqual(ids('regions.json', 'regions'));
    expect(accessPoints.map((entry) => entry.id)).toEqual(ids('access-points.json', 'accessPoints'));
    expect(portTypes.map((port) => port.id)).toEqual(ids('access-points.json', 'portTypes'));
    expect(carriers.map((carrier) => carrier.id)).toEqual(ids('access-points.json', 'lineOperators'));
  });

  test('names the same blocks', () => {
    for (const region of read('regions.json', 'regions')) {
      const known = serviceBlocks('oss', String(region.id)).map((block) => block.text);
      expect(known).toEqual(region.ossVipCidrs);
    }
  });
});

function ids(file: string, list: string): unknown[] {
  return read(file, list).map((entry) => entry.id);
}

function read(file: string, list: string): Record<string, unknown>[] {
  const content = JSON.parse(readFileSync(path.join(reference, file), 'utf8')) as Record<
    string,
    Record<string, unknown>[]
  >;
  return content[list] ?? [];
}
