/** What the extension and the language server say to each other beyond the Language Server Protocol. */
import type { Graph } from '../diagram/graph.ts';
import type { SourceRange } from '../model/topology.ts';

/** Request, extension to server: the design that a file belongs to, as a graph. Answer: `DiagramAnswer`. */
export const DIAGRAM_REQUEST = 'hcnet/diagram';

/**
 * Request, extension to server: the names of the secrets of the design that a file belongs to whose values VS Code may
 * keep. Params: `SecretsQuestion`, answer: `SecretsAnswer`.
 */
export const SECRETS_REQUEST = 'hcnet/secrets';

/**
 * Notification, server to extension: these designs have been built anew, because their own text changed or that
 * of a file they import. Params: `DesignsBuilt`.
 */
export const DESIGNS_BUILT = 'hcnet/designsBuilt';

export interface DiagramQuestion {
  readonly uri: string;
}

export interface SecretsQuestion {
  readonly uri: string;
}

export interface SecretsAnswer {
  /** Each once, in the order of the text. */
  readonly names: readonly string[];
}

export interface DiagramAnswer {
  /** The version of the document that the graph was made from; `undefined` when the file is not open. */
  readonly version: number | undefined;
  readonly graph: Graph;
  /** Where each element of the design stands, outer elements before inner ones. Empty as long as the file is. */
  readonly places: readonly Place[];
  /** Whether the text has syntax errors, so that the graph may lack what is being typed. */
  readonly isPartial: boolean;
  /** Changes whenever what the text says changes, and not when it only says it in another way. */
  readonly design: string;
}

export interface Place {
  /** As in `ElementBase`. */
  readonly path: string;
  /** The whole declaration. */
  readonly source: SourceRange;
}

export interface DesignsBuilt {
  readonly uris: readonly string[];
}
