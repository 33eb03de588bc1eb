/** What the text says was called otherwise before: `moved from`. */
import { nameIn } from '../../model/path-name.ts';
import { namedElements } from '../../model/relations.ts';
import type { Element, Managed, Topology } from '../../model/topology.ts';

export interface Rename {
  /** The former path, below the parent's path of now. */
  readonly from: string;
  readonly to: string;
  readonly element: Element;
}

/** Parents come after what stands in them: a former path names the parent as it is called now. */
export function renamesIn(topology: Topology): readonly Rename[] {
  return managedElements(topology)
    .flatMap((element): Rename[] => {
      const { movedFrom, path } = element;
      return movedFrom === undefined || movedFrom === path ? [] : [{ from: movedFrom, to: path, element }];
    })
    .sort(innerFirst);
}

export function innerFirst(a: Rename, b: Rename): number {
  return b.to.length - a.to.length || (a.to < b.to ? -1 : 1);
}

/** The address that a resource had before its element, and what that stands in, were renamed. */
export function formerAddress(renames: readonly Rename[], address: string): string {
  return renames.reduce(
    (former, { from, to }) => (isWithin(former, to) ? `${from}${former.slice(to.length)}` : former),
    address,
  );
}

/**
 * The same where an address names an element that it is not part of, as `attachment.prod` and
 * `peering.tr-sh-to-tr-bj` do.
 */
export function formerNames(renames: readonly Rename[], address: string): string {
  const names = renames.map(({ from, element }) => ({ now: element.name, before: nameIn(from) }));
  return address
    .split('/')
    .map((part) => {
      const start = part.indexOf('.') + 1;
      return `${part.slice(0, start)}${names.reduce(formerName, part.slice(start))}`;
    })
    .join('/');
}

/** Every address that it may have had. */
export function formerAddresses(renames: readonly Rename[], address: string): readonly string[] {
  const path = formerAddress(renames, address);
  return [...new Set([path, formerNames(renames, path)])].filter((former) => former !== address);
}

/** A name in the cloud, such as `shop-border-bgp`, as it was made of the former names. */
export function formerText(renames: readonly Rename[], text: string): string {
  return renames.reduce(
    (name, { from, element }) => name.replace(new RegExp(`(?<=^|-)${element.name}(?=-|$)`), nameIn(from)),
    text,
  );
}

export function isWithin(address: string, path: string): boolean {
  return address === path || address.startsWith(`${path}/`);
}

function formerName(
  name: string,
  { now, before }: { readonly now: string; readonly before: string },
): string {
  if (name === now) return before;
  if (name.startsWith(`${now}-to-`)) return `${before}${name.slice(now.length)}`;
  if (name.endsWith(`-to-${now}`)) return `${name.slice(0, -now.length)}${before}`;
  return name;
}

function managedElements(topology: Topology): readonly (Element & Managed)[] {
  const others = [
    ...topology.qosPolicies.flatMap((policy) => policy.queues.flatMap((queue) => queue.rules)),
    ...topology.cens.flatMap((cen) => [
      ...cen.transitRouters.flatMap((router) => router.policies),
      ...cen.peerings.flatMap((peering) => peering.queues),
    ]),
    ...topology.vpcs.flatMap((vpc) => vpc.routeTables),
    ...topology.endpointServices,
  ];
  return [...namedElements(topology), ...others].filter(isManaged);
}

function isManaged(element: Element): element is Element & Managed {
  return 'movedFrom' in element;
}
