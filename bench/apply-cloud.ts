/** Designs of about a thousand resources, an engine and a cloud in virtual time, and how long it must take at least. */
import { applyDesign } from '../src/cloud/apply/apply.ts';
import type { Kind } from '../src/cloud/kind.ts';
import { errandFor, lookAndPlan, type Errand } from '../src/cloud/plan/make-plan.ts';
import { isChange } from '../test/cloud/support/mortal.ts';
import { startProcess } from '../test/campaign/process.ts';
import { newWorld } from '../test/campaign/world.ts';
import { designFrom } from '../test/support/design.ts';

export interface Cloud {
  readonly latencyMs: number;
  /** Calls of the whole account. */
  readonly perSecond: number;
  /** How long whatever has a status takes to become ready. */
  readonly transitionMs: number;
}

export interface Applied {
  readonly resources: number;
  readonly ms: number;
  readonly floorMs: number;
  readonly calls: number;
}

/** VPCs on one transit router, border routers on one ECR: what is attached to a hub is attached one by one. */
export function hubDesign(pairs: number, vpcs: number): Errand {
  const edges = upTo(pairs).map((n) => `edge-${n}`);
  const apps = upTo(vpcs).map((n) => `app-${n}`);
  return errandOf([
    ...upTo(pairs).map(borderRouter),
    `ecr core { asn 45104 attach ${edges.join(', ')} }`,
    `cen backbone { transit-router tr in cn-shanghai { edition enterprise attach core, ${apps.join(', ')} } }`,
    ...upTo(vpcs).map((n) => vpc(n, 'route 10.0.0.0/10 to tr')),
  ]);
}

/** VPCs that have nothing to do with each other: as much at once as the cloud takes. */
export function wideDesign(vpcs: number): Errand {
  return errandOf(upTo(vpcs).map((n) => vpc(n)));
}

export async function applied(errand: Errand, cloud: Cloud): Promise<Applied> {
  const { latencyMs, perSecond, transitionMs } = cloud;
  const world = newWorld(1, { latencyMs, transitionMs, rate: perSecond });
  const { context, sent } = startProcess(world, { stack: 'bench' });
  let approvedAt = 0;
  const { report } = await world.time.finish(
    applyDesign(
      { ...context, limits: { action: perSecond, product: perSecond, account: perSecond } },
      errand,
      {
        approve: () => {
          approvedAt = world.time.now;
          return Promise.resolve('with-guards');
        },
      },
    ),
  );
  if (report?.outcome !== 'done') throw new Error('the design cannot be applied');
  const changes = sent.filter(isChange).length;
  return {
    resources: errand.desired.resources.length,
    ms: world.time.now - approvedAt,
    floorMs: Math.max(longestChain(errand, cloud), (changes / perSecond) * 1000),
    calls: sent.length,
  };
}

/** How long it takes to look at everything that there is, and to plan: a second plan, which is empty. */
export async function planned(errand: Errand, latencyMs: number): Promise<number> {
  const world = newWorld(1, { latencyMs, transitionMs: 0 });
  const { context } = startProcess(world, { stack: 'bench' });
  await world.time.finish(applyDesign(context, errand, { approve: () => Promise.resolve('with-guards') }));
  // What was ready only just now is looked at twice.
  await world.time.pass(3_600_000);
  const before = world.time.now;
  const cpu = process.cpuUsage();
  const plan = await world.time.finish(
    lookAndPlan(startProcess(world, { stack: 'bench' }).context, errand, undefined),
  );
  const { user, system } = process.cpuUsage(cpu);
  if (plan.steps.length > 0) throw new Error('a second plan is not empty');
  return world.time.now - before + (user + system) / 1000;
}

/** No run can be shorter: what needs something comes after it, and in one scope one thing after the other. */
function longestChain({ desired }: Errand, { latencyMs, transitionMs }: Cloud): number {
  const timeOf = ({ status }: Kind): number => latencyMs + (status === undefined ? 0 : transitionMs);
  const ends = new Map<string, number>();
  const scopes = new Map<string, { readonly begin: number; readonly sum: number }>();
  for (const { address, kind, dependencies, inputs } of desired.resources) {
    const begin = Math.max(0, ...dependencies.map((need) => ends.get(need) ?? 0));
    const time = timeOf(kind);
    ends.set(address, begin + time);
    for (const scope of kind.scopes ?? []) {
      const key = scope === 'self' ? address : JSON.stringify(inputs[scope] ?? scope);
      const known = scopes.get(key) ?? { begin, sum: 0 };
      scopes.set(key, { begin: Math.min(begin, known.begin), sum: known.sum + time });
    }
  }
  return Math.max(...ends.values(), ...[...scopes.values()].map(({ begin, sum }) => begin + sum));
}

function borderRouter(n: number): string {
  return `
site dc-${n} { kind datacenter prefix 10.${n}.0.0/16 asn ${65_000 + n} router r { vendor h3c } }
circuit line-${n} from dc-${n}.r to access-point ap-cn-shanghai-nt-aligroup-C {
  type dedicated carrier CT port 10GBase-LR bandwidth 10 Gbps id "pc-line-${n}"
}
vbr edge-${n} on line-${n} {
  vlan ${100 + n} peering 172.16.${n}.2/30 to 172.16.${n}.1 rate-limit 1 Gbps bgp { peer-asn ${65_000 + n} }
}`;
}

function vpc(n: number, route = ''): string {
  const block = `10.${80 + n}`;
  return `
vpc app-${n} in cn-shanghai {
  prefix ${block}.0.0/16
  vswitch l in cn-shanghai-l { prefix ${block}.0.0/24 }
  vswitch m in cn-shanghai-m { prefix ${block}.1.0/24 }
  vswitch n in cn-shanghai-n { prefix ${block}.2.0/24 }
  security-group web { allow tcp 443 from 10.0.0.0/8 }
  ${route}
}`;
}

function errandOf(parts: readonly string[]): Errand {
  const { topology, syntaxErrors } = designFrom(
    ['network bench { region cn-shanghai }', ...parts].join('\n'),
  );
  if (syntaxErrors.length > 0) throw new Error(syntaxErrors.join('\n'));
  return errandFor(topology, 'bench');
}

function upTo(count: number): number[] {
  return Array.from({ length: count }, (_each, index) => index + 1);
}
