/** What the server knows: open documents, the designs they belong to, and what was last said about them. */
import type { Design } from '../language/design.ts';
import type { PlacedFinding, RuleSetting } from '../language/findings.ts';
import { findingsOf } from '../language/findings.ts';
import type { FileSystem } from '../language/file-system.ts';
import { createHcnetServices } from '../language/module.ts';
import type { SourceFile } from '../language/source-file.ts';
import { parseFile } from '../language/source-file.ts';
import { normalUri, Workspace } from '../language/workspace.ts';
import type { Rule } from '../rules/rule.ts';

export interface Publisher {
  /** All findings in one file; none takes away those of before. */
  readonly findings: (uri: string, findings: readonly PlacedFinding[]) => void;
  /** These files belong to designs that have changed. */
  readonly built: (uris: readonly string[]) => void;
  readonly bug: (where: string, error: unknown) => void;
}

/** An open document, whose text is asked for only when it is needed. */
export interface OpenDocument {
  readonly uri: string;
  readonly getText: () => string;
}

export class Session {
  readonly workspace: Workspace;
  readonly #rules: readonly Rule[];
  readonly #publisher: Publisher;
  #settings: ReadonlyMap<string, RuleSetting> = new Map();
  /** Changed documents that nobody has looked at yet: between two looks only the last text counts. */
  readonly #changed = new Map<string, OpenDocument>();
  #findings = new WeakMap<Design, readonly PlacedFinding[]>();
  /** What was said about each file, by design; a design that is the same again needs no word. */
  readonly #published = new Map<string, Design>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lastTookMs = 0;

  constructor(fileSystem: FileSystem, rules: readonly Rule[], publisher: Publisher) {
    this.workspace = new Workspace(createHcnetServices(), fileSystem);
    this.#rules = rules;
    this.#publisher = publisher;
  }

  /** Makes the parser, which the first text would have to wait for otherwise. */
  warmUp(): void {
    parseFile(this.workspace.services, 'untitled:warm-up', '');
  }

  change(document: OpenDocument): void {
    this.#changed.set(document.uri, document);
    this.#publishSoon();
  }

  async close(uri: string): Promise<void> {
    this.#changed.delete(uri);
    await this.workspace.close(uri);
    this.#publishSoon();
  }

  async read(uris: readonly string[]): Promise<void> {
    await this.workspace.read(uris);
    this.#publishSoon();
  }

  configure(settings: ReadonlyMap<string, RuleSetting>): void {
    this.#settings = settings;
    this.#findings = new WeakMap();
    this.#published.clear();
    this.#publishSoon();
  }

  /** The design and the file as they are now. */
  at(uri: string): { readonly design: Design; readonly file: SourceFile } | undefined {
    this.#takeChanges();
    const design = this.workspace.designOf(uri);
    const file = design?.files.find((candidate) => candidate.uri === normalUri(uri));
    return design === undefined || file === undefined ? undefined : { design, file };
  }

  findingsOf(design: Design): readonly PlacedFinding[] {
    const known = this.#findings.get(design);
    if (known !== undefined) return known;
    const findings = findingsOf(design, {
      rules: this.#rules,
      settings: this.#settings,
      onBug: (ruleId, error) => {
        this.#publisher.bug(`rule ${ruleId}`, error);
      },
    });
    this.#findings.set(design, findings);
    return findings;
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }

  /** At once for designs of usual size; where checking takes longer than typing, after a pause in the typing. */
  #publishSoon(): void {
    if (this.#lastTookMs > 50) clearTimeout(this.#timer);
    else if (this.#timer !== undefined) return;
    const delayMs = this.#lastTookMs > 50 ? Math.min(this.#lastTookMs, 500) : 0;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#publish();
    }, delayMs);
  }

  #publish(): void {
    const start = performance.now();
    try {
      this.#takeChanges();
      const changed = this.workspace.designs().filter((design) => !this.#isPublished(design));
      for (const design of changed) this.#publishDesign(design);
      this.#withdrawMissing();
      if (changed.length > 0) {
        this.#publisher.built(changed.flatMap((design) => design.files.map(({ uri }) => uri)));
      }
    } catch (error) {
      this.#publisher.bug('checking', error);
    }
    this.#lastTookMs = performance.now() - start;
    void this.#readImports();
  }

  async #readImports(): Promise<void> {
    if (await this.workspace.readImports()) this.#publishSoon();
  }

  #publishDesign(design: Design): void {
    const byFile = Map.groupBy(this.findingsOf(design), ({ range }) => range.uri);
    for (const { uri } of design.files) {
      this.#publisher.findings(uri, byFile.get(uri) ?? []);
      this.#published.set(uri, design);
    }
  }

  #withdrawMissing(): void {
    for (const uri of this.#published.keys()) {
      if (this.workspace.designOf(uri) !== undefined) continue;
      this.#publisher.findings(uri, []);
      this.#published.delete(uri);
    }
  }

  #isPublished(design: Design): boolean {
    return design.files.every(({ uri }) => this.#published.get(uri) === design);
  }

  #takeChanges(): void {
    for (const document of this.#changed.values()) this.workspace.setText(document.uri, document.getText());
    this.#changed.clear();
  }
}
