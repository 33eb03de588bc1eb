/** Takes known secrets, addresses of requests and anything that looks like a key out of text for people. */

export type Redact = (text: string) => string;

export function redactor(secrets: readonly (string | undefined)[]): Redact {
  const forms = secrets
    .filter((secret): secret is string => secret !== undefined && secret.length >= 4)
    .flatMap((secret) => [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')])
    .sort((a, b) => b.length - a.length);
  return (text) => {
    let clean = text;
    for (const form of forms) clean = clean.replaceAll(form, '[secret]');
    return clean
      .replaceAll(/https?:\/\/[^\s"'<>]+/g, '[address]')
      .replaceAll(/\b(LTAI|STS\.)[A-Za-z0-9.]{8,}/g, '[key]')
      .slice(0, 500);
  };
}
