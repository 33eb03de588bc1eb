/** Ways through what the design no longer has: as the state knows it, it carries traffic until it is removed. */
import { across, chain, outOf, type Link } from '../../analysis/ways.ts';
import type { PlanStep } from './plan.ts';
import type { State } from '../state/state.ts';

/** Of a VPN nobody knows any more which site it came from, so nothing is said of it. */
export function formerLinks(steps: readonly PlanStep[], { resources }: Pick<State, 'resources'>): Link[] {
  const byId = new Map(Object.entries(resources).map(([address, { id }]) => [id, address]));
  return steps.flatMap((step) => {
    const known = resources[step.address];
    if (step.action !== 'delete' || known === undefined) return [];
    const at = (name: string): readonly string[] => {
      const id = known.inputs[name];
      const address = typeof id === 'string' ? byId.get(id) : undefined;
      return address === undefined ? [] : [address];
    };
    return linksOfKind[known.kind]?.(step.address, at) ?? [];
  });
}

type LinksOfOne = (address: string, at: (property: string) => readonly string[]) => Link[];

/** From the side of the sites to that of the VPCs. */
const linksOfKind: Readonly<Record<string, LinksOfOne>> = {
  'virtual-border-router': (address, at) => joined(at('circuit'), address),
  'ecr-vbr': (address, at) => joined(at('vbr'), address, at('ecr')),
  'tr-ecr-attachment': (address, at) => joined(at('ecr'), address, at('transitRouter')),
  'tr-vbr-attachment': (address, at) => joined(at('vbr'), address, at('transitRouter')),
  'tr-vpc-attachment': (address, at) =>
    at('transitRouter').flatMap((hub) =>
      at('vpc').flatMap((vpc) => [...outOf(hub, address), { from: address, to: vpc }]),
    ),
  'tr-peer-attachment': (address, at) =>
    at('transitRouter').flatMap((one) => at('peer').flatMap((other) => across(address, one, other))),
};

function joined(from: readonly string[], address: string, to: readonly string[] = []): Link[] {
  return [...from.flatMap((part) => chain(part, address)), ...to.flatMap((part) => chain(address, part))];
}
