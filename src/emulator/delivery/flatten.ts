/**
 * Nested values under the flat names of the wire: `Tag.1.Key`. Lists count from 1, and what is absent is left out, as in
 * the published clients: https://www.alibabacloud.com/help/en/sdk/product-overview/v3-request-structure-and-signature
 */
export function flatten(parameters: Readonly<Record<string, unknown>>): Map<string, string> {
  const flat = new Map<string, string>();
  for (const name of Object.keys(parameters)) add(flat, name, parameters[name]);
  return flat;
}

function add(flat: Map<string, string>, name: string, value: unknown): void {
  if (typeof value === 'string') flat.set(name, value);
  else if (typeof value === 'number' || typeof value === 'boolean') flat.set(name, String(value));
  else if (Array.isArray(value)) {
    value.forEach((each: unknown, index) => {
      add(flat, `${name}.${index + 1}`, each);
    });
  } else if (typeof value === 'object' && value !== null) {
    for (const [inner, each] of Object.entries(value)) add(flat, `${name}.${inner}`, each);
  }
}
