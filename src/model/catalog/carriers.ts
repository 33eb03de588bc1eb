/** Carriers as the platform names them: the API's LineOperator. */
import { api } from './sources.ts';

export interface Carrier {
  readonly id: string;
  readonly name: string;
  /** Where the value is meant for. */
  readonly scope: 'mainland' | 'elsewhere';
}

export const carrierSource = api('vpc/CreatePhysicalConnection');

export const carriers: readonly Carrier[] = [
  { id: 'CT', name: 'China Telecom', scope: 'mainland' },
  { id: 'CU', name: 'China Unicom', scope: 'mainland' },
  { id: 'CM', name: 'China Mobile', scope: 'mainland' },
  { id: 'CO', name: 'Other carriers in the Chinese mainland', scope: 'mainland' },
  { id: 'Equinix', name: 'Equinix', scope: 'elsewhere' },
  { id: 'Other', name: 'Other carriers outside the Chinese mainland', scope: 'elsewhere' },
];

export function carrierById(id: string): Carrier | undefined {
  return carriers.find((carrier) => carrier.id === id);
}
