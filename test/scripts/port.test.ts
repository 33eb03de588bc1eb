import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { ensurePortIsFree } from '../../scripts/lib/port.mjs';

test('a port that is taken is named, with what to do about it', async () => {
  const owner = createServer();
  await new Promise<void>((resolve) => owner.listen(0, '127.0.0.1', resolve));
  const { port } = owner.address() as AddressInfo;
  await expect(ensurePortIsFree(port)).rejects.toThrow(
    new RegExp(`^port ${port} cannot be used \\(.*EADDRINUSE.*\\)\\. Choose another one, or none`),
  );
  await new Promise((resolve) => owner.close(resolve));
  await expect(ensurePortIsFree(port)).resolves.toBeUndefined();
});
