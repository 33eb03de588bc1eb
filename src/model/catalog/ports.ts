/** Ports of access devices: the API's PortType. */
import { api, docs } from './sources.ts';

export interface PortType {
  readonly id: string;
  readonly speedMbps: number;
  readonly isOptical: boolean;
  /** Copper ports are still in the API, while the pages of 2026 offer optical ones only. */
  readonly order: 'open' | 'api-only' | 'account-manager';
}

export const portSources = [api('vpc/CreatePhysicalConnection'), docs.limits, docs.apply];

/** Optics are single-mode for 10 km. Source: https://www.alibabacloud.com/help/en/express-connect/product-overview/limits */
export const portTypes: readonly PortType[] = [
  { id: '100Base-T', speedMbps: 100, isOptical: false, order: 'api-only' },
  { id: '1000Base-T', speedMbps: 1000, isOptical: false, order: 'api-only' },
  { id: '1000Base-LX', speedMbps: 1000, isOptical: true, order: 'open' },
  { id: '10GBase-T', speedMbps: 10000, isOptical: false, order: 'api-only' },
  { id: '10GBase-LR', speedMbps: 10000, isOptical: true, order: 'open' },
  { id: '40GBase-LR', speedMbps: 40000, isOptical: true, order: 'account-manager' },
  { id: '100GBase-LR', speedMbps: 100000, isOptical: true, order: 'account-manager' },
];

export function portTypeById(id: string): PortType | undefined {
  return portTypes.find((port) => port.id === id);
}

/** The slowest orderable port that carries this bandwidth. */
export function smallestPortFor(bandwidthMbps: number): PortType | undefined {
  return portTypes.find((port) => port.isOptical && port.speedMbps >= bandwidthMbps);
}
