/** The diagram's page, as an editor's webview loads it. */
import { escapeXml } from './xml.ts';

export interface PageParts {
  /** The webview's `cspSource`. */
  readonly cspSource: string;
  /** New for every page. */
  readonly nonce: string;
  readonly scriptUri: string;
  readonly styleUri: string;
  /** The bundle of `webview/layout-worker.ts`. */
  readonly workerUri: string;
  readonly title: string;
  /** Language of the page, `en` or `zh-cn`. */
  readonly locale?: string;
}

/**
 * Nothing but our own style sheet and our own two scripts may load, and nothing may be fetched or evaluated.
 *
 * A webview can start workers from `blob:` only, and the bundle of the worker is of another origin. So a script tag
 * loads it, as one function that the page does not call; `main.ts` starts the worker from that function's own text.
 * That way there is no need to let the page connect to anywhere.
 * Source: https://code.visualstudio.com/api/extension-guides/webview#using-web-workers
 */
export function pageHtml(parts: PageParts): string {
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${parts.nonce}'`,
    `style-src ${parts.cspSource}`,
    'worker-src blob:',
  ].join('; ');
  const at = (text: string) => escapeXml(text);
  return `<!DOCTYPE html>
<html lang="${at(parts.locale ?? 'en')}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${at(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${at(parts.title)}</title>
<link rel="stylesheet" href="${at(parts.styleUri)}">
<script nonce="${at(parts.nonce)}" src="${at(parts.workerUri)}" defer></script>
<script nonce="${at(parts.nonce)}" src="${at(parts.scriptUri)}" defer></script>
</head>
<body></body>
</html>
`;
}
