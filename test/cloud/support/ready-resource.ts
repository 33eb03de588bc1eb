import type { ResourceState } from '../../../src/cloud/state/state.ts';

/** As a state has it that knows nothing special of it. */
export const readyResource: ResourceState = {
  kind: 'vpc',
  region: 'cn-shanghai',
  status: 'ready',
  generation: 1,
  revision: 0,
  inputs: {},
  tags: {},
  observed: {},
  outputs: {},
  dependencies: [],
  adopted: false,
};
