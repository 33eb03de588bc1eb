/** Every resource kind, sorted by name. */
import type { Kind } from '../kind.ts';
import { cen } from './cen.ts';
import { trVpcAttachment } from './tr-vpc-attachment.ts';
import { transitRouter } from './transit-router.ts';
import { vpc } from './vpc.ts';
import { vpcCidr } from './vpc-cidr.ts';
import { vswitch } from './vswitch.ts';

export const allKinds: readonly Kind[] = [cen, trVpcAttachment, transitRouter, vpc, vpcCidr, vswitch];
