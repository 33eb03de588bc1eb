/** The one place that takes secrets out of text: known values in every form that they travel in, and whatever looks like a key. */

export type Redact = (text: string) => string;

/** Knows more secrets as a run goes on. */
export interface SecretGuard {
  readonly learn: (secrets: readonly (string | undefined)[]) => void;
  /** For whole outputs: nothing but secrets is taken out. */
  readonly clean: Redact;
}

/** Shorter ones are found everywhere by chance, as in ports and account numbers. */
const leastInOutput = 6;
const leastInDetail = 4;

export function secretGuard(): SecretGuard {
  const known = new Set<string>();
  let forms: readonly string[] = [];
  return {
    learn: (secrets) => {
      const before = known.size;
      for (const secret of secrets) if (secret !== undefined) known.add(secret);
      if (known.size > before) forms = formsOf([...known], leastInOutput);
    },
    clean: (text) => withoutKeys(without(forms, text)),
  };
}

/** For what a service says of a refused call: addresses go as well, since parameters stand in them, and it is cut short. */
export function redactor(secrets: readonly (string | undefined)[]): Redact {
  const forms = formsOf(
    secrets.filter((secret) => secret !== undefined),
    leastInDetail,
  );
  return (text) =>
    withoutKeys(without(forms, text).replaceAll(/https?:\/\/[^\s"'<>]+/g, '[address]')).slice(0, 500);
}

function without(forms: readonly string[], text: string): string {
  let clean = text;
  for (const form of forms) clean = clean.replaceAll(form, '[secret]');
  return clean;
}

/** Access key ids and security tokens of Alibaba Cloud, whoever's they are. */
function withoutKeys(text: string): string {
  return text.replaceAll(
    /\b(?:LTAI[A-Za-z0-9]{8,}|STS\.[A-Za-z0-9.]{8,}|CAIS[A-Za-z0-9+/=_%-]{40,})/g,
    '[key]',
  );
}

/** Longest first, so that no form leaves a rest of a longer one behind. */
function formsOf(secrets: readonly string[], least: number): readonly string[] {
  const forms = secrets
    .filter((secret) => secret.length >= least)
    .flatMap((secret) => secretForms(secret).filter((form) => form.length >= least));
  return [...new Set(forms)].sort((a, b) => b.length - a.length);
}

/** Raw, in JSON, in an address, in a form, in hexadecimal, in base 64 wherever it begins in what was encoded. */
export function secretForms(secret: string): readonly string[] {
  const json = inJson(secret);
  const uri = encodeURIComponent(secret);
  const strict = uri.replaceAll(/[!'()*]/g, (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`);
  const percent = [uri, strict, strict.replaceAll('%20', '+')];
  const hex = Buffer.from(secret).toString('hex');
  const base64 = [0, 1, 2].map((offset) => base64Core(secret, offset));
  return [
    secret,
    json,
    inJson(json),
    ...percent,
    ...percent.map((form) => form.replaceAll(/%[0-9A-F]{2}/g, (each) => each.toLowerCase())),
    hex,
    hex.toUpperCase(),
    ...base64,
    ...base64.map((form) => form.replaceAll('+', '-').replaceAll('/', '_')),
  ];
}

function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** What of the encoding depends on the secret alone, when `offset` other bytes of a group of three stand before it. */
function base64Core(secret: string, offset: number): string {
  const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)]);
  const mixedAtStart = [0, 2, 3][offset] ?? 0;
  const isWhole = bytes.length % 3 === 0;
  const encoded = bytes.toString('base64').replaceAll('=', '');
  return encoded.slice(mixedAtStart, isWhole ? undefined : -1);
}
