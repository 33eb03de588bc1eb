/** Ways in which an engine could be worse than ours. Each takes away one of the things that a campaign proves. */
import type { CloudContext, CloudRequest } from '../../src/cloud/context.ts';
import { actionTraits } from '../../src/cloud/client/actions.ts';
import type { FileStore } from '../../src/cloud/file-store.ts';
import { chanceOf } from './chance.ts';

/** Nothing that it writes down before a call is kept. */
export function withoutJournal(context: CloudContext): CloudContext {
  const log: FileStore['log'] = (name) => ({ ...context.files.log(name), append: () => Promise.resolve() });
  return withFiles(context, { log });
}

/** It takes every lock for free. */
export function withoutLock(context: CloudContext): CloudContext {
  const { files } = context;
  return withFiles(context, {
    list: async () => (await files.list()).filter((name) => !name.startsWith('lock.')),
    create: async (name, text) => (name.startsWith('lock.') ? true : files.create(name, text)),
    read: (name) => (name.startsWith('lock.') ? Promise.resolve(undefined) : files.read(name)),
  });
}

const chance = chanceOf(7);

/** Each call is a new one to the cloud, also when it is sent again. */
export function withoutTokens(context: CloudContext): CloudContext {
  return withRequests(context, (request) => {
    const { token } = actionTraits(request.product, request.action);
    if (token === undefined || request.parameters[token] === undefined) return request;
    const parameters = { ...request.parameters, [token]: `t-${chance.integer(0, 1e9)}` };
    return { ...request, parameters };
  });
}

/** What it makes does not say whose it is. */
export function withoutMarks(context: CloudContext): CloudContext {
  return withRequests(context, (request) => {
    const others = Object.entries(request.parameters).filter(([name]) => name !== 'Tag' && name !== 'Tags');
    return { ...request, parameters: Object.fromEntries(others) };
  });
}

/** Nothing tells it that a call which it repeats was done before. */
export function withoutIdentity(context: CloudContext): CloudContext {
  return withoutTokens(withoutMarks(context));
}

/** It writes down what it makes, and not what it takes away. */
export function withoutRemovals(context: CloudContext): CloudContext {
  const log: FileStore['log'] = (name) => {
    const real = context.files.log(name);
    const isRemoval = (line: string): boolean => line.includes('"op":"delete"');
    return { ...real, append: (line) => (isRemoval(line) ? Promise.resolve() : real.append(line)) };
  };
  return withFiles(context, { log });
}

/** A secret gets into what it writes down. */
export function withSecretsInFiles(context: CloudContext): CloudContext {
  const { files } = context;
  return withFiles(context, {
    create: async (name, text) => {
      const secret = (await context.secrets.read({ from: 'default', name: 'KEY_1' })) ?? '';
      return files.create(name, name.startsWith('state.') ? `${text}${secret}` : text);
    },
  });
}

function withFiles(context: CloudContext, files: Partial<FileStore>): CloudContext {
  return { ...context, files: { ...context.files, ...files } };
}

function withRequests(context: CloudContext, change: (request: CloudRequest) => CloudRequest): CloudContext {
  return {
    ...context,
    client: { ...context.client, call: (request) => context.client.call(change(request)) },
  };
}
