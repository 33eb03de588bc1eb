import type { AstNode, AstNodeDescription, LangiumCoreServices, ReferenceInfo, Scope, Stream } from 'langium';
import { AstUtils, EMPTY_SCOPE, stream } from 'langium';
import type * as ast from './generated/ast.ts';
import {
  isAttachment,
  isRoutingPolicy,
  isSecurityGroupRef,
  isSite,
  isSiteRef,
  isTransitRouter,
  isVpc,
  isVpcRouteTable,
  isVSwitchRef,
} from './generated/ast.ts';
import type { NamedNode, Names } from './names.ts';
import { localNames } from './names.ts';

/**
 * Finds names in maps: those of the whole design, and those of the block that a reference leads into.
 * The scope provider of Langium walks all symbols of a file for each reference instead.
 */
export class HcnetScopeProvider {
  readonly #reflection: LangiumCoreServices['shared']['AstReflection'];
  readonly #ofDesign = new WeakMap<AstNode, Names>();
  readonly #ofBlock = new WeakMap<readonly NamedNode[], Names>();

  constructor(services: LangiumCoreServices) {
    this.#reflection = services.shared.AstReflection;
  }

  /** From now on, references in these files mean these names. */
  setNames(roots: readonly ast.Design[], names: Names): void {
    for (const root of roots) this.#ofDesign.set(root, names);
  }

  getScope(reference: ReferenceInfo): Scope {
    const type = this.#reflection.getReferenceType(reference);
    const names = this.#namesFor(reference);
    return names === undefined
      ? EMPTY_SCOPE
      : new NameScope(names, (candidate) => this.#reflection.isSubtype(candidate, type));
  }

  #namesFor({ container, property }: ReferenceInfo): Names | undefined {
    if (isSiteRef(container) && property === 'router') return this.#routersOf(container.site);
    if (isVSwitchRef(container) && property === 'vswitch') return this.#vswitchesOf(container.vpc);
    if (isAttachment(container) && property === 'vswitches') return this.#vswitchesOf(container.target);
    if (isSecurityGroupRef(container) && property === 'securityGroup') return this.#groupsOf(container.vpc);
    if (isVpcRouteTable(container) && property === 'vswitches') return this.#vswitchesAround(container);
    if (isRoutingPolicy(container) && property === 'table') return this.#tablesAround(container);
    return this.#ofDesign.get(AstUtils.findRootNode(container));
  }

  #routersOf(site: MaybeReference): Names | undefined {
    return isSite(site?.ref) ? this.#inBlock(site.ref.routers) : undefined;
  }

  #vswitchesOf(vpc: MaybeReference): Names | undefined {
    return isVpc(vpc?.ref) ? this.#inBlock(vpc.ref.vswitches) : undefined;
  }

  #vswitchesAround(node: AstNode): Names | undefined {
    const vpc = AstUtils.getContainerOfType(node, isVpc);
    return vpc === undefined ? undefined : this.#inBlock(vpc.vswitches);
  }

  #tablesAround(node: AstNode): Names | undefined {
    const router = AstUtils.getContainerOfType(node, isTransitRouter);
    return router === undefined ? undefined : this.#inBlock(router.routeTables);
  }

  #groupsOf(vpc: MaybeReference): Names | undefined {
    return isVpc(vpc?.ref) ? this.#inBlock(vpc.ref.securityGroups) : undefined;
  }

  #inBlock(members: readonly NamedNode[]): Names {
    const known = this.#ofBlock.get(members);
    if (known !== undefined) return known;
    const names = localNames(members);
    this.#ofBlock.set(members, names);
    return names;
  }
}

/** Error recovery may leave a reference out. */
type MaybeReference = { readonly ref: AstNode | undefined } | undefined;

class NameScope implements Scope {
  readonly #names: Names;
  readonly #accepts: (type: string) => boolean;

  constructor(names: Names, accepts: (type: string) => boolean) {
    this.#names = names;
    this.#accepts = accepts;
  }

  getElement(name: string): AstNodeDescription | undefined {
    return this.#names.get(name)?.find((candidate) => this.#accepts(candidate.type));
  }

  getElements(name: string): Stream<AstNodeDescription> {
    return stream(this.#names.get(name) ?? []).filter((candidate) => this.#accepts(candidate.type));
  }

  getAllElements(): Stream<AstNodeDescription> {
    return stream(this.#names.values())
      .flat()
      .filter((candidate) => this.#accepts(candidate.type));
  }
}
