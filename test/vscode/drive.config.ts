import path from 'node:path';
import { defineConfig } from 'vitest/config';

// Tests that see VS Code as a person does: a page in a browser. Those in the folder above run inside VS Code.
export default defineConfig({
  root: path.resolve(import.meta.dirname, '../..'),
  test: {
    include: ['test/vscode/drive/**/*.test.ts'],
    testTimeout: 90_000,
    expect: { poll: { timeout: 20_000 } },
    hookTimeout: 90_000,
    // Each file has a browser and a VS Code of its own: one gigabyte.
    fileParallelism: false,
  },
});
