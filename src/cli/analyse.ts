/** Reads designs with all they import, and finds what is to be said about them. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { stackNameOf } from '../cloud/naming.ts';
import { buildDesign } from '../language/design.ts';
import { createHcnetServices } from '../language/module.ts';
import { placeOf } from '../language/places.ts';
import { parseFile } from '../language/source-file.ts';
import type { SourceFile } from '../language/source-file.ts';
import { allRules } from '../rules/all.ts';
import type { LoadedDesign } from './design.ts';
import type { PlacedFinding } from './findings.ts';

export async function analyse(
  uris: readonly string[],
  read: (uri: string) => Promise<string | undefined>,
): Promise<readonly LoadedDesign[]> {
  const services = createHcnetServices();
  const files = new Map<string, SourceFile>();
  const imported = new Set<string>();
  const visit = async (uri: string): Promise<void> => {
    if (files.has(uri)) return;
    const text = await read(uri);
    if (text === undefined) return;
    const file = parseFile(services, uri, text);
    files.set(uri, file);
    for (const target of importsOf(file)) {
      imported.add(target);
      await visit(target);
    }
  };
  for (const uri of uris) await visit(uri);
  const entries = uris.filter((uri) => !imported.has(uri));
  return entries.map((entry) => {
    const own = new Set<string>();
    const collect = (uri: string): void => {
      const file = files.get(uri);
      if (file === undefined || own.has(uri)) return;
      own.add(uri);
      importsOf(file).forEach(collect);
    };
    collect(entry);
    const design = buildDesign(
      services,
      [...own].flatMap((uri) => files.get(uri) ?? []),
    );
    const file = fileURLToPath(entry);
    const findings: readonly PlacedFinding[] = allRules
      .flatMap((rule) =>
        [...rule.check(design.topology)].map((violation) => ({
          rule: rule.id,
          severity: rule.severity,
          message: violation.message,
          range: placeOf(design.origins, violation),
        })),
      )
      .sort(byPlace);
    return {
      file,
      folder: path.dirname(file),
      stack: stackNameOf(design.topology, path.basename(file, '.hcnet')),
      topology: design.topology,
      findings,
      texts: new Map(design.files.map(({ uri, text }) => [uri, text])),
    };
  });
}

function importsOf(file: SourceFile): readonly string[] {
  return file.sections
    .flatMap(({ syntax }) => syntax.root.imports)
    .map(({ path: target }) => new URL(target, file.uri).href);
}

function byPlace({ range: a }: PlacedFinding, { range: b }: PlacedFinding): number {
  return a.uri.localeCompare(b.uri) || a.start - b.start || a.end - b.end;
}
