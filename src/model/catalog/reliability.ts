/** Redundancy models of circuits: the API's HighReliableType. */
import { api } from './sources.ts';

export interface ReliabilityType {
  readonly id: string;
  /** How many different access points and access devices the circuits end at; for `many`: at least two. */
  readonly accessPoints: 'one' | 'many';
  readonly devices: 'one' | 'many';
  readonly use: string;
  readonly isForCriticalSites: boolean;
}

export const reliabilitySource = api('vpc/CreateHighReliablePhysicalConnection');

export const reliabilityTypes: readonly ReliabilityType[] = [
  {
    id: 'MultiApMultiDevice',
    accessPoints: 'many',
    devices: 'many',
    use: 'highest resilience',
    isForCriticalSites: true,
  },
  {
    id: 'MultiApSingleDevice',
    accessPoints: 'many',
    devices: 'one',
    use: 'strong resilience',
    isForCriticalSites: true,
  },
  {
    id: 'SingleApMultiDevice',
    accessPoints: 'one',
    devices: 'many',
    use: 'non-critical work, development and test',
    isForCriticalSites: false,
  },
  {
    id: 'SingleApMultiConnection',
    accessPoints: 'one',
    devices: 'one',
    use: 'several ports for more bandwidth, on a whitelist only',
    isForCriticalSites: false,
  },
];

export function reliabilityTypeById(id: string): ReliabilityType | undefined {
  return reliabilityTypes.find((type) => type.id === id);
}
