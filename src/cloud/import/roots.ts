/** Where an import starts: the id that somebody gives, and what to say when it leads nowhere. */
import { regions } from '../../model/catalog/regions.ts';
import { CloudError } from '../client/cloud-error.ts';
import { EngineError } from '../engine-error.ts';
import type { Kind } from '../kind.ts';
import { cen } from '../kinds/cen.ts';
import { ecr } from '../kinds/ecr.ts';
import { virtualBorderRouter } from '../kinds/virtual-border-router.ts';
import type { Look, Reader } from '../look/reader.ts';
import { rootKinds, type RootKind } from './root-kinds.ts';

export interface Root {
  readonly kind: RootKind;
  readonly id: string;
  /** Of a VBR, where it is known. */
  readonly region?: string | undefined;
}

const kinds: Readonly<Record<RootKind, Kind>> = { cen, ecr, vbr: virtualBorderRouter };

export function kindOfRoot({ kind }: Root): Kind {
  return kinds[kind];
}

/** Rejects what cannot be an id of this kind, before anything is asked of the cloud. */
export function checkRoot({ kind, id, region }: Root): void {
  const { prefix, title } = rootKinds[kind];
  if (region !== undefined && !regions.some((each) => each.id === region)) {
    throw wrong(
      `'${region}' is no region of Alibaba Cloud that hcnet knows; regions are called like cn-shanghai`,
    );
  }
  // An empty variable of a shell leaves nothing, or the option that stands behind it.
  if (id === '' || id.startsWith('-'))
    throw wrong(`--${kind} is given without the id of ${aTitle(title)}, which begins with ${prefix}`);
  if (id.startsWith(prefix)) return;
  const other = Object.entries(rootKinds).find(([, facts]) => id.startsWith(facts.prefix));
  if (other !== undefined) {
    throw wrong(
      `'${id}' is the id of ${aTitle(other[1].title)}, not of ${aTitle(title)}; say --${other[0]} ${id}`,
    );
  }
  const owner = ownerOf(id);
  const next =
    owner === undefined ? '' : `; it belongs to a ${owner}, which an import finds from its CEN, ECR or VBR`;
  throw wrong(`'${id}' is no id of ${aTitle(title)}, since those begin with ${prefix}${next}`);
}

function aTitle(title: string): string {
  return /^[AEIOU]/.test(title) ? `an ${title}` : `a ${title}`;
}

/** What else people may have at hand. */
function ownerOf(id: string): string | undefined {
  const known: Readonly<Record<string, string>> = {
    'vpc-': 'VPC',
    'vsw-': 'vSwitch',
    'tr-': 'transit router',
    'pc-': 'circuit',
    'sg-': 'security group',
    'vpn-': 'VPN gateway',
    'vco-': 'IPsec connection',
    'vtb-': 'route table',
    'bgpg-': 'BGP group',
  };
  return Object.entries(known).find(([prefix]) => id.startsWith(prefix))?.[1];
}

/** The region in which the root is; empty for what belongs to none. Rejects when it is nowhere. */
export async function regionOfRoot(reader: Reader, root: Root, look: Look): Promise<string> {
  const { title } = rootKinds[root.kind];
  const kind = kindOfRoot(root);
  const isIn = async (region: string): Promise<boolean> => {
    const found = await reader
      .find({ kind, region, inputs: {} }, { by: 'id', id: root.id }, look)
      .catch((error: unknown) => {
        if (error instanceof CloudError && error.class === 'not-found') return [];
        throw error;
      });
    return found.length > 0;
  };
  if (root.kind !== 'vbr') {
    if (await isIn('')) return '';
    throw wrong(
      `there is no ${title} ${root.id} in this account; check the id, and that the credentials are those of its account`,
    );
  }
  if (root.region !== undefined && (await isIn(root.region))) return root.region;
  const elsewhere = await firstRegion(
    regions.map(({ id }) => id),
    isIn,
  );
  if (elsewhere === undefined) {
    throw wrong(
      `there is no ${title} ${root.id} in any region of this account; check the id, and that the credentials are those of its account`,
    );
  }
  if (root.region === undefined) return elsewhere;
  throw wrong(
    `${root.id} is not in ${root.region} but in ${elsewhere}; say --region ${elsewhere}, or leave it out`,
  );
}

/** All at once, since most regions hold nothing; one that cannot be asked, such as one that is not open to us, counts as empty. */
async function firstRegion(
  all: readonly string[],
  isIn: (region: string) => Promise<boolean>,
): Promise<string | undefined> {
  const answers = await Promise.allSettled(all.map(isIn));
  const at = answers.findIndex((answer) => answer.status === 'fulfilled' && answer.value);
  if (at >= 0) return all[at];
  const failures = answers.flatMap((answer) =>
    answer.status === 'rejected' ? [answer.reason as unknown] : [],
  );
  // Every region refuses alike: that is no matter of regions.
  if (failures.length === all.length) throw failures[0];
  return undefined;
}

function wrong(message: string): EngineError {
  return new EngineError('import', message);
}
