/** One of each kind, made and listed within the process: a list of calls that finds use for everything. */
import { actionOf } from '../../src/emulator/engine/metadata.ts';
import { models } from '../../src/emulator/resources/all.ts';
import { region, samples } from './samples.ts';
import type { ResourceModel } from '../../src/emulator/engine/model.ts';
import type { Product } from '../../src/emulator/engine/types.ts';
import type { InProcessRequest, InProcessSite } from '../../src/emulator/in-process.ts';
import type { Body } from './client.ts';

/** Circuits that the samples name. */
export const circuits = {
  'pc-adopted1': { regionId: 'cn-shanghai' },
  'pc-adopted2': { regionId: 'cn-shanghai' },
  'pc-adopted3': { regionId: 'cn-shanghai' },
};

/** The calls that were made, those that were refused as well. */
export async function lifeOf(
  site: InProcessSite,
  after: () => void = nothing,
): Promise<readonly InProcessRequest[]> {
  const ids = new Map<string, string>();
  const calls: InProcessRequest[] = [];
  const call = async (product: Product, action: string, parameters: Body): Promise<void> => {
    const request = { product, action, region: '', parameters };
    calls.push(request);
    await jsonOf(site, request);
    after();
  };
  for (const sample of samples) {
    const { product, create, put, reads } = modelOf(sample.kind);
    const before = idsIn(site);
    const action = sample.create?.action ?? create?.action ?? put?.action ?? '';
    await call(
      product,
      action,
      sample.params((name) => ids.get(name) ?? ''),
    );
    const made = [...idsIn(site)].find((id) => !before.has(id));
    ids.set(sample.as ?? sample.kind, made ?? '');
    const list = reads?.find((each) => each.list !== undefined)?.action;
    const takes = actionOf(product, list ?? '')?.parameters.some((each) => each.name === 'RegionId') === true;
    if (list !== undefined) await call(product, list, takes ? region : {});
  }
  return calls;
}

function idsIn(site: InProcessSite): Set<string> {
  return new Set(site.inside.snapshot().resources.map((each) => each.id));
}

function modelOf(kind: string): ResourceModel {
  const model = models.find((each) => each.kind === kind);
  if (model === undefined) throw new Error(`no model ${kind}`);
  return model;
}

export async function jsonOf(site: InProcessSite, request: InProcessRequest): Promise<unknown> {
  const outcome = await site.call(request);
  if (outcome.kind !== 'answer') throw new Error(`${request.action}: ${outcome.kind}`);
  return outcome.json();
}

function nothing(): void {
  // Nobody looks.
}
