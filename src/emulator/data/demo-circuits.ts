/**
 * Circuits that people ordered long ago, in the stories of samples/. They do not exist from the start:
 * the emulator meets them when a design names them, and then knows what was built.
 */
import type { CircuitHint } from '../engine/types.ts';

const shanghai = { regionId: 'cn-shanghai', portType: '10GBase-LR', bandwidth: 10_000 } as const;

const beijing = { regionId: 'cn-beijing', hosted: true, bandwidth: 1000 } as const;

const small = { ...shanghai, portType: '1000Base-LX', bandwidth: 1000 } as const;

export const demoCircuits: Readonly<Record<string, CircuitHint>> = {
  'pc-uf6minimal0ct': { ...small, accessPointId: 'ap-cn-shanghai-nt-aligroup-C', lineOperator: 'CT' },
  'pc-uf6minimal0cu': { ...small, accessPointId: 'ap-cn-shanghai-pd-D', lineOperator: 'CU' },
  'pc-uf6retail0telecom': { ...shanghai, accessPointId: 'ap-cn-shanghai-nt-aligroup-C', lineOperator: 'CT' },
  'pc-uf6retail0unicom': { ...shanghai, accessPointId: 'ap-cn-shanghai-pd-D', lineOperator: 'CU' },
  'pc-uf6bank0shct': { ...shanghai, accessPointId: 'ap-cn-shanghai-nt-aligroup-C', lineOperator: 'CT' },
  'pc-uf6bank0shcu': { ...shanghai, accessPointId: 'ap-cn-shanghai-pd-D', lineOperator: 'CU' },
  'pc-2zebank0bjcm': { ...beijing, accessPointId: 'ap-cn-beijing-dx-B', lineOperator: 'CM' },
  'pc-2zebank0bjcu': { ...beijing, accessPointId: 'ap-cn-beijing-ft-A', lineOperator: 'CU' },
};
