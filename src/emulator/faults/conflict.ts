/** F20: somebody else's operation holds the object, or the parent that all writes queue for. */
import * as z from 'zod';
import { ApiError } from '../engine/api-error.ts';
import type { Effects } from './effects.ts';

/** As in the error lists of the products, for example https://www.alibabacloud.com/help/en/cen/developer-reference/api-cbn-2017-09-12-errorcodes. */
const codes = {
  'cen': 'Operation.Blocking',
  'tr': 'Operation.Blocking',
  'ecr': 'Conflict.Lock',
  'vbr': 'TaskConflict',
  'vpc': 'TaskConflict',
  'qos': 'EcQoSConflict',
  'vpn-gateway': 'VpnGateway.Configuring',
  'endpoint': 'EndpointLocked',
  'endpoint-service': 'ConcurrentCallNotSupported',
} as const;

const scopes = [
  ...(['cen', 'tr', 'ecr', 'vbr', 'vpc', 'qos'] as const),
  ...(['vpn-gateway', 'endpoint', 'endpoint-service'] as const),
] as const;

export const conflictSchema = z.strictObject({
  kind: z.literal('conflict'),
  scope: z.enum(scopes).default('vpc'),
  /** Instead of the usual code of the scope: `IncorrectStatus.VpcResource`, `OperationFailed.DistibuteLock`. */
  code: z.string().min(1).optional(),
});

export function conflict({ scope, code }: z.output<typeof conflictSchema>): Effects {
  return {
    refuse: () => new ApiError(code ?? codes[scope], 'Another operation on the resource is in progress.'),
  };
}
