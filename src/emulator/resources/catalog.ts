/** Actions about the platform, not about a resource: regions, zones, access points, metrics. */
import { actionOf } from '../engine/metadata.ts';
import { text } from '../engine/model.ts';
import { pageOf } from '../engine/paging.ts';
import { accessPoints, regions, zonesOf } from '../data/regions.ts';
import { metricNamespaces, metrics, systemEvents } from '../data/metrics.ts';
import type { Service } from '../engine/handlers.ts';
import type { Call, Fields, Handler } from '../engine/types.ts';

export const catalogServices: readonly Service[] = [
  {
    product: 'vpc',
    actions: {
      DescribeRegions: (call) => ({ answer: { Regions: regionList(call) } }),
      DescribeZones: (call) => ({ answer: { Zones: zoneList(call) } }),
      DescribeAccessPoints: (call) => paged(call, 'AccessPointSet', accessPointsOf(call.region)),
      ListBusinessAccessPoints: (call) => ({ answer: { BusinessAccessPoints: accessPointsOf(call.region) } }),
      ListBusinessRegions: () => {
        const used = regions.filter((region) => accessPoints.some((each) => each.regionId === region.id));
        return {
          answer: {
            Count: used.length,
            GeographicSubRegions: used.map((each) => ({ Name: each.name, RegionId: each.id })),
          },
        };
      },
      GetPhysicalConnectionServiceStatus: () => ({ answer: { Enabled: true } }),
      OpenPhysicalConnectionService: () => ({ answer: {} }),
    },
  },
  {
    product: 'ecs',
    actions: {
      DescribeRegions: (call) => ({ answer: { Regions: regionList(call) } }),
      DescribeZones: (call) => ({ answer: { Zones: zoneList(call) } }),
    },
  },
  {
    product: 'expressconnectrouter',
    actions: {
      ListExpressConnectRouterSupportedRegion: () => ({
        answer: { SupportedRegionIdList: regions.map((each) => each.id) },
      }),
    },
  },
  {
    product: 'cms',
    actions: {
      DescribeProjectMeta: (call) => paged(call, 'Resources', namespaces()),
      DescribeMetricMetaList: (call) => paged(call, 'Resources', metricList(call)),
      DescribeSystemEventMetaList: () => ({ answer: { Data: eventList() } }),
      OpenCmsService: () => ({ answer: {} }),
    },
  },
];

function paged(call: Call, list: string, items: readonly Fields[]): ReturnType<Handler> {
  const action = actionOf(call.product, call.action);
  if (action === undefined) return { answer: {} };
  const page = pageOf(items, action, call.params);
  return { answer: { ...page.about, [list]: page.items } };
}

function regionList(call: Call): readonly Fields[] {
  return regions.map((each) => ({
    RegionId: each.id,
    LocalName: each.name,
    RegionEndpoint: `${call.product}.${each.id}.aliyuncs.com`,
    Status: 'available',
  }));
}

function zoneList(call: Call): readonly Fields[] {
  return zonesOf(call.region).map((id) => ({ ZoneId: id, LocalName: id, ZoneType: 'AvailabilityZone' }));
}

function accessPointsOf(regionId: string): readonly Fields[] {
  return accessPoints
    .filter((each) => regionId === '' || each.regionId === regionId)
    .map((each) => ({
      AccessPointId: each.id,
      AccessPointName: each.name,
      Name: each.name,
      AttachedRegionNo: each.regionId,
      Status: 'recommended',
      Type: 'VPC',
      SupportPortTypes: '1000Base-LX,10GBase-LR',
      SupportLineOperator: 'CT,CU,CM,CO',
    }));
}

function namespaces(): readonly Fields[] {
  return Object.entries(metricNamespaces).map(([Namespace, Description]) => ({
    Namespace,
    Description,
    Labels: '[]',
  }));
}

function metricList(call: Call): readonly Fields[] {
  const namespace = text(call.params.Namespace);
  const name = text(call.params.MetricName);
  return metrics
    .filter((each) => namespace === '' || each.namespace === namespace)
    .flatMap((each) =>
      each.names.map((MetricName) => ({
        MetricName,
        Namespace: each.namespace,
        Unit: each.unit,
        Statistics: each.statistics,
        Periods: '60,300,900',
        Dimensions: 'userId,instanceId',
        Description: MetricName,
        Labels: '[]',
      })),
    )
    .filter((each) => name === '' || each.MetricName === name);
}

function eventList(): readonly Fields[] {
  return systemEvents.map((each) => ({
    'Product': each.product,
    'Name': each.name,
    'NameDesc': each.description,
    'NameDesc.En': each.description,
    'EventType': 'StatusNotification',
    'Level': each.level,
    'Status': 'Normal',
    'StatusDesc': 'Normal',
  }));
}
