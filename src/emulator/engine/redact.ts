/**
 * Secrets are masked before they are kept or recorded: no key that a person types into a design
 * is in the emulator's memory, ledger, status page or folder. Reads answer the mask.
 */
import type { Fields, Json } from './types.ts';

const secretNames =
  /^(AuthKey|Psk|Cak|AuthCode|AccessKeySecret|SecurityToken|OIDCToken|PMCertificateNo|PMContactInfo)$/;

const maskText = '******';

/** The value with every secret member replaced; JSON texts are looked into as well. */
export function mask(name: string, value: Json): Json {
  if (secretNames.test(name)) return value === '' ? '' : maskText;
  if (Array.isArray(value)) return (value as readonly Json[]).map((each) => mask(name, each));
  if (typeof value === 'object' && value !== null) return maskFields(value as Fields);
  return typeof value === 'string' && value.startsWith('{') ? maskJsonText(name, value) : value;
}

export function maskFields(fields: Fields): Record<string, Json | undefined> {
  const masked: Record<string, Json | undefined> = {};
  for (const [name, value] of Object.entries(fields))
    masked[name] = value === undefined ? undefined : mask(name, value);
  return masked;
}

function maskJsonText(name: string, text: string): Json {
  try {
    // JSON.parse yields exactly the values that Json describes.
    return JSON.stringify(mask(name, JSON.parse(text) as Json));
  } catch {
    // Not JSON after all: an ordinary text that begins with a brace.
    return text;
  }
}
