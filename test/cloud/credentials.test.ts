import { expect, test } from 'vitest';
import { findCredentials } from '../../src/cloud/credentials.ts';

const noFiles = (): Promise<undefined> => Promise.resolve(undefined);
const home = '/home/x';

function withFile(
  content: string,
  extra: Readonly<Record<string, string>> = {},
): Parameters<typeof findCredentials>[0] {
  return {
    environment: extra,
    homeFolder: home,
    readFile: (path) => Promise.resolve(path === '/home/x/.aliyun/config.json' ? content : undefined),
  };
}

const config = JSON.stringify({
  current: 'work',
  profiles: [
    { name: 'default', mode: 'AK', access_key_id: 'd', access_key_secret: 'canary-d' },
    { name: 'work', mode: 'StsToken', access_key_id: 'w', access_key_secret: 'canary-w', sts_token: 't' },
    { name: 'sso', mode: 'CloudSSO' },
  ],
});

test('the environment wins over files', async () => {
  const found = await findCredentials({
    ...withFile(config, { ALIBABA_CLOUD_ACCESS_KEY_ID: 'e', ALIBABA_CLOUD_ACCESS_KEY_SECRET: 's' }),
  });
  expect(found).toEqual({ credentials: { accessKeyId: 'e', accessKeySecret: 's' }, source: 'environment' });
});

test('a profile asked for by name wins over the environment', async () => {
  const found = await findCredentials({
    ...withFile(config, { ALIBABA_CLOUD_ACCESS_KEY_ID: 'e', ALIBABA_CLOUD_ACCESS_KEY_SECRET: 's' }),
    profile: 'default',
  });
  expect(found.credentials.accessKeyId).toBe('d');
});

test('the current profile of the aliyun CLI is used', async () => {
  const found = await findCredentials(withFile(config));
  expect(found.credentials).toEqual({ accessKeyId: 'w', accessKeySecret: 'canary-w', securityToken: 't' });
  expect(found.source).toBe("profile 'work' of /home/x/.aliyun/config.json");
});

test('without any, the message says how to get some, and how to do without', async () => {
  await expect(findCredentials({ environment: {}, homeFolder: home, readFile: noFiles })).rejects.toThrow(
    /no Alibaba Cloud credentials.*ALIBABA_CLOUD_ACCESS_KEY_ID.*aliyun configure.*hcnet emulator.*--endpoint/,
  );
});

test('half of a pair is named', async () => {
  const environment = { ALIBABA_CLOUD_ACCESS_KEY_ID: 'e' };
  await expect(findCredentials({ environment, homeFolder: home, readFile: noFiles })).rejects.toThrow(
    /ALIBABA_CLOUD_ACCESS_KEY_SECRET is not set/,
  );
});

test.each([
  ['not JSON', '{"access_key_secret":"canary'],
  ['of another shape', '{"access_key_secret":"canary"}'],
])('a file that is %s is named, and none of it is shown', async (_what, content) => {
  const error = await findCredentials(withFile(content)).catch((thrown: unknown) => thrown);
  expect(String(error)).toMatch(/config\.json is not a configuration of the aliyun CLI/);
  expect(String(error)).not.toContain('canary');
});

test('a profile without keys, or that is not there, is named', async () => {
  await expect(findCredentials({ ...withFile(config), profile: 'sso' })).rejects.toThrow(
    /'sso'.*mode CloudSSO.*holds no access key/,
  );
  await expect(findCredentials({ ...withFile(config), profile: 'nope' })).rejects.toThrow(
    /has no profile 'nope'/,
  );
});
