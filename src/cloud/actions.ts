/**
 * What each call takes besides its own parameters. Source: aliyun-openapi-meta en-US/<product>/<Action>.json,
 * the parameters `RegionId`, `ClientToken` and `Token`.
 */
import { invariant } from './invariant.ts';
import type { ProductName } from './products.ts';

export interface ActionTraits {
  readonly region: boolean;
  /** The parameter that makes a repeated call the same call. Reads need none, even where they take one. */
  readonly token: 'ClientToken' | 'Token' | undefined;
}

export function actionTraits(product: ProductName, action: string): ActionTraits {
  const traits = actions[product][action];
  invariant(traits !== undefined, `${product} has no action ${action} in the table`);
  return traits;
}

const both: ActionTraits = { region: true, token: 'ClientToken' };
const regionOnly: ActionTraits = { region: true, token: undefined };
const tokenOnly: ActionTraits = { region: false, token: 'ClientToken' };
const neither: ActionTraits = { region: false, token: undefined };

export const actions: Readonly<Record<ProductName, Readonly<Record<string, ActionTraits>>>> = {
  cbn: {
    CreateCen: tokenOnly,
    CreateTransitRouter: both,
    CreateTransitRouterVpcAttachment: both,
    DeleteCen: neither,
    DeleteTransitRouter: tokenOnly,
    DeleteTransitRouterVpcAttachment: tokenOnly,
    DescribeCens: neither,
    ListTransitRouterRouteTables: neither,
    ListTransitRouterVpcAttachments: regionOnly,
    ListTransitRouters: regionOnly,
    ModifyCenAttribute: neither,
    TagResources: regionOnly,
    UntagResources: regionOnly,
    UpdateTransitRouter: both,
    UpdateTransitRouterVpcAttachmentAttribute: tokenOnly,
    UpdateTransitRouterVpcAttachmentZones: tokenOnly,
  },
  sts: {
    GetCallerIdentity: neither,
  },
  vpc: {
    AssociateVpcCidrBlock: regionOnly,
    CreateVSwitch: both,
    CreateVpc: both,
    DeleteVSwitch: regionOnly,
    DeleteVpc: both,
    DescribeRouteTableList: regionOnly,
    DescribeVSwitches: regionOnly,
    DescribeVpcAttribute: regionOnly,
    DescribeVpcs: regionOnly,
    ModifyVSwitchAttribute: regionOnly,
    ModifyVpcAttribute: regionOnly,
    TagResources: regionOnly,
    UnTagResources: regionOnly,
    UnassociateVpcCidrBlock: regionOnly,
  },
  expressconnectrouter: {},
  privatelink: {},
  cms: {},
  ecs: {},
};
