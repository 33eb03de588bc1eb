/** From the syntax trees of a design's files to its topology. */
import type { AstNode } from 'langium';
import { AstUtils } from 'langium';
import type { Element, Topology } from '../../model/topology.ts';
import type { Half } from '../cst.ts';
import type * as ast from '../generated/ast.ts';
import type { Section, SourceFile } from '../source-file.ts';
import type { Build } from './build.ts';
import { Paths, pathOf } from './build.ts';
import { buildCircuit, buildQos } from './circuits.ts';
import { compactMap } from './common.ts';
import { buildDemand, buildExpectation } from './demands.ts';
import { buildCen, buildEcr } from './hubs.ts';
import type { Made } from './made.ts';
import { Lookup } from './made.ts';
import { buildContact, buildDrill, buildMonitoring } from './operation.ts';
import { pathOfReferable } from './refs.ts';
import { buildEndpointService, buildService } from './services.ts';
import { buildNetwork, buildSite } from './sites.ts';
import { buildFailoverGroup, buildVbr } from './vbrs.ts';
import { buildVpc } from './vpcs.ts';
import { buildVpn } from './vpns.ts';

export interface Resolved {
  readonly topology: Topology;
  readonly origins: Origins;
}

/** Leads from elements back to the text. */
export interface Origins {
  /** Every element, inner ones before the outer one that they belong to. */
  readonly elements: Iterable<Element>;
  readonly nodeOf: (element: Element) => AstNode | undefined;
  readonly elementOf: (node: AstNode) => Element | undefined;
  /** Where the tree that holds the node starts in its file. */
  readonly sectionOf: (node: AstNode) => Section;
}

/**
 * Builds the topology of files that are linked to each other. It takes any text: what is missing or cannot be
 * read is missing from the topology, and declarations without a name are left out.
 */
export function buildTopology(files: readonly SourceFile[]): Resolved {
  const nodes = new Map<Element, AstNode>();
  const sections = files.flatMap((file) => file.sections);
  const byRoot = new Map<AstNode, Section>(sections.map((section) => [section.syntax.root, section]));
  const build: Build = {
    paths: new Paths(),
    record: (element, node) => {
      nodes.set(element, node);
      return element;
    },
    sectionOf: (node) => sectionOf(byRoot, node),
  };
  const declarations = sections.flatMap(
    ({ syntax }): readonly Half<ast.Declaration>[] => syntax.root.declarations,
  );
  givePaths(build, declarations);
  const topology = buildFamilies(build, declarations);
  return { topology, origins: originsOf(nodes, build.sectionOf) };
}

function originsOf(nodes: ReadonlyMap<Element, AstNode>, sectionOf: Build['sectionOf']): Origins {
  // Only hovers and the like ask for the way back, not each keystroke.
  let elements: ReadonlyMap<AstNode, Element> | undefined;
  return {
    get elements() {
      return nodes.keys();
    },
    nodeOf: (element) => nodes.get(element),
    elementOf: (node) => {
      elements ??= new Map(Array.from(nodes, ([element, origin]) => [origin, element]));
      return elements.get(node);
    },
    sectionOf,
  };
}

function sectionOf(byRoot: ReadonlyMap<AstNode, Section>, node: AstNode): Section {
  const section = byRoot.get(AstUtils.findRootNode(node));
  if (section === undefined) throw new Error(`a ${node.$type} belongs to no file of this design`);
  return section;
}

/** In the order of the text, so that of two things with one name the first has the plain path. */
function givePaths(build: Build, declarations: readonly Half<ast.Declaration>[]): void {
  for (const declaration of declarations) {
    switch (declaration.$type) {
      case 'Site':
      case 'Circuit':
      case 'Vbr':
      case 'Ecr':
      case 'Vpc':
      case 'Vpn':
        pathOfReferable(build, declaration);
        break;
      case 'Cen':
        pathOf(build, declaration, declaration.name ?? '', 'cen');
        for (const router of declaration.transitRouters) pathOfReferable(build, router);
        break;
      default:
        break;
    }
  }
}

/** Each family after those that it refers to. */
function buildFamilies(build: Build, declarations: readonly Half<ast.Declaration>[]): Topology {
  const all = Map.groupBy(declarations, ({ $type }) => $type);
  const [network] = compactMap(declared(all, 'Network'), (node) => buildNetwork(build, node));
  const made: Made = {
    network,
    sites: new Lookup(),
    vpcs: new Lookup(),
    vswitches: new Lookup(),
    circuits: new Lookup(),
    vbrs: new Lookup(),
    vpns: new Lookup(),
    ecrs: new Lookup(),
    transitRouters: new Lookup(),
    endpointServices: new Lookup(),
    services: new Lookup(),
    contacts: new Lookup(),
  };
  made.sites.fill(declared(all, 'Site'), (node) => buildSite(build, node));
  made.vpcs.fill(declared(all, 'Vpc'), (node) => buildVpc(build, made, node));
  made.circuits.fill(declared(all, 'Circuit'), (node) => buildCircuit(build, made, node));
  made.vbrs.fill(declared(all, 'Vbr'), (node) => buildVbr(build, made, node));
  made.vpns.fill(declared(all, 'Vpn'), (node) => buildVpn(build, made, node));
  made.ecrs.fill(declared(all, 'Ecr'), (node) => buildEcr(build, made, node));
  const cens = compactMap(declared(all, 'Cen'), (node) => buildCen(build, made, node));
  made.endpointServices.fill(declared(all, 'EndpointService'), (node) => buildEndpointService(build, node));
  made.services.fill(declared(all, 'Service'), (node) => buildService(build, made, node));
  made.contacts.fill(declared(all, 'Contact'), (node) => buildContact(build, node));
  return {
    network,
    sites: made.sites.all,
    circuits: made.circuits.all,
    vbrs: made.vbrs.all,
    failoverGroups: compactMap(declared(all, 'FailoverGroup'), (node) =>
      buildFailoverGroup(build, made, node),
    ),
    qosPolicies: compactMap(declared(all, 'Qos'), (node) => buildQos(build, made, node)),
    ecrs: made.ecrs.all,
    cens,
    vpcs: made.vpcs.all,
    vpns: made.vpns.all,
    endpointServices: made.endpointServices.all,
    services: made.services.all,
    demands: declared(all, 'Demand').map((node, index) => buildDemand(build, made, node, index + 1)),
    expectations: declared(all, 'Expectation').map((node, index) =>
      buildExpectation(build, made, node, index + 1),
    ),
    contacts: made.contacts.all,
    monitorings: compactMap(declared(all, 'Monitoring'), (node) => buildMonitoring(build, made, node)),
    drills: compactMap(declared(all, 'Drill'), (node) => buildDrill(build, made, node)),
  };
}

type Declared<T> = Half<Extract<ast.Declaration, { readonly $type: T }>>;

/** The declarations of one type, in the order of the text. */
function declared<T extends ast.Declaration['$type']>(
  declarations: ReadonlyMap<string, readonly Half<ast.Declaration>[]>,
  type: T,
): readonly Declared<T>[] {
  const ofType = declarations.get(type) ?? [];
  return ofType.filter((declaration): declaration is Declared<T> => declaration.$type === type);
}
