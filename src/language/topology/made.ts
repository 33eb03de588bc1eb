/** The elements made so far, by the node that they were made from: later families refer to earlier ones. */
import type {
  Circuit,
  Contact,
  Ecr,
  EndpointService,
  Network,
  Service,
  Site,
  TransitRouter,
  Vbr,
  Vpc,
  Vpn,
  VSwitch,
} from '../../model/topology.ts';
import type { Half } from '../cst.ts';
import type * as ast from '../generated/ast.ts';

export interface Made {
  readonly network: Network | undefined;
  readonly sites: Lookup<ast.Site, Site>;
  readonly vpcs: Lookup<ast.Vpc, Vpc>;
  readonly vswitches: Lookup<ast.VSwitch, VSwitch>;
  readonly circuits: Lookup<ast.Circuit, Circuit>;
  readonly vbrs: Lookup<ast.Vbr, Vbr>;
  readonly vpns: Lookup<ast.Vpn, Vpn>;
  readonly ecrs: Lookup<ast.Ecr, Ecr>;
  readonly transitRouters: Lookup<ast.TransitRouter, TransitRouter>;
  readonly endpointServices: Lookup<ast.EndpointService, EndpointService>;
  readonly services: Lookup<ast.Service, Service>;
  readonly contacts: Lookup<ast.Contact, Contact>;
}

/** Elements in the order of the text, each found by its node. */
export class Lookup<N extends object, E> {
  readonly #byNode = new Map<Half<N> | N, E>();

  /** Makes an element of each node; half-typed nodes may give none. */
  fill(nodes: readonly Half<N>[], make: (node: Half<N>) => E | undefined): void {
    for (const node of nodes) {
      const element = make(node);
      if (element !== undefined) this.#byNode.set(node, element);
    }
  }

  get(node: Half<N> | N | undefined): E | undefined {
    return node === undefined ? undefined : this.#byNode.get(node);
  }

  get all(): readonly E[] {
    return [...this.#byNode.values()];
  }
}

/** What a transit router can have attached. */
export function attachable(made: Made, node: ast.Attachable | undefined): Ecr | Vbr | Vpc | Vpn | undefined {
  switch (node?.$type) {
    case 'Ecr':
      return made.ecrs.get(node);
    case 'Vbr':
      return made.vbrs.get(node);
    case 'Vpc':
      return made.vpcs.get(node);
    case 'Vpn':
      return made.vpns.get(node);
    case undefined:
      return undefined;
  }
}
