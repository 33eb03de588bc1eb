import type { Topology } from './topology.ts';

/** A design that says nothing. */
export const emptyTopology: Topology = {
  network: undefined,
  sites: [],
  circuits: [],
  vbrs: [],
  failoverGroups: [],
  qosPolicies: [],
  ecrs: [],
  cens: [],
  vpcs: [],
  vpns: [],
  endpointServices: [],
  services: [],
  demands: [],
  expectations: [],
  contacts: [],
  monitorings: [],
  drills: [],
};
