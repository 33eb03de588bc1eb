import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { redactor, secretGuard } from '../../../src/cloud/redact.ts';
import { findCanary } from '../../support/canary.ts';

/** Secrets as people choose them, with all that has a form of its own somewhere. */
const secret = fc.string({
  unit: fc.constantFrom(...Array.from('aZ09!\'()*+/=%&? "\\<>~-_.:;,éü密🔑')),
  minLength: 8,
  maxLength: 40,
});

/** How a secret gets into text. */
const ways: readonly (readonly [string, (secret: string) => string])[] = [
  ['as it is', (value) => value],
  ['in JSON', (value) => JSON.stringify({ AuthKey: value })],
  ['in JSON within JSON', (value) => JSON.stringify({ Body: JSON.stringify({ Psk: value }) })],
  ['in an address', (value) => `https://vpc.aliyuncs.com/?AuthKey=${encodeURIComponent(value)}&x=1`],
  ['in an address, strictly', (value) => strictly(value)],
  ['in an address, lower case', (value) => strictly(value).replaceAll(/%../g, (each) => each.toLowerCase())],
  ['in a form', (value) => strictly(value).replaceAll('%20', '+')],
  ['in base 64', (value) => Buffer.from(value).toString('base64')],
  ['in base 64, after a name', (value) => Buffer.from(`user:${value}`).toString('base64')],
  ['in base 64, after another', (value) => Buffer.from(`psk:${value}`).toString('base64')],
  ['in base 64, among others', (value) => Buffer.from(`{"a":"${value}","b":1}`).toString('base64url')],
  ['in hexadecimal', (value) => `0x${Buffer.from(value).toString('hex')}`],
  ['in upper-case hexadecimal', (value) => Buffer.from(value).toString('hex').toUpperCase()],
];

function strictly(value: string): string {
  return encodeURIComponent(value).replaceAll(
    /[!'()*]/g,
    (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

describe('a secret', () => {
  test.each(ways)('that stands in text %s is taken out', (_way, write) => {
    fc.assert(
      fc.property(secret, fc.string(), fc.string(), (value, before, after) => {
        const guard = secretGuard();
        guard.learn([value]);
        const clean = guard.clean(`${before} ${write(value)} ${after}`);
        expect(findCanary(clean, [value])).toEqual([]);
        expect(redactor([value])(write(value))).not.toContain(value);
      }),
    );
  });

  test('is found by the oracle in every one of these ways', () => {
    fc.assert(
      fc.property(secret, fc.constantFrom(...ways), (value, [, write]) => {
        expect(findCanary(write(value), [value])).not.toEqual([]);
      }),
    );
  });

  test('that is part of another leaves nothing of the other behind', () => {
    const guard = secretGuard();
    guard.learn(['canary-one', 'canary-one-and-more']);
    expect(guard.clean('x canary-one-and-more y canary-one z')).toBe('x [secret] y [secret] z');
  });

  test('that is learned late is taken out from then on', () => {
    const guard = secretGuard();
    expect(guard.clean('canary-one')).toBe('canary-one');
    guard.learn([undefined, 'canary-one']);
    expect(guard.clean('canary-one')).toBe('[secret]');
  });
});

test('text without secrets stays as it is', () => {
  const guard = secretGuard();
  guard.learn(['canary-one', '12345']);
  const text = 'https://127.0.0.1:12345/ vpc.prod {"account":"1234567890123456"}\n';
  expect(guard.clean(text)).toBe(text);
});

test('what looks like a key is taken out, whoever it belongs to', () => {
  const guard = secretGuard();
  const token = `CAIS${'a1B2'.repeat(20)}`;
  expect(guard.clean(`LTAI5tAbCdEfGh1234567890, STS.NTabcdEFGH123, ${token}.`)).toBe('[key], [key], [key].');
  expect(guard.clean('LTAI, STS. and CAIS')).toBe('LTAI, STS. and CAIS');
});

test('what a service says of a refused call is cut short, and tells no address', () => {
  const clean = redactor(['key1'])(`see https://help.example/?AuthKey=x for key1 ${'x'.repeat(600)}`);
  expect(clean).toMatch(/^see \[address\] for \[secret\] x+$/);
  expect(clean).toHaveLength(500);
});
