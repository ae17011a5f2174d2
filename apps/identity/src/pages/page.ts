import { createHash } from 'node:crypto';
import type { Language } from './texts.ts';

export interface Page {
  readonly language: Language;
  /** Path under which the provider is mounted. */
  readonly base: string;
  readonly title: string;
  readonly body: string;
  /** Adds the script that submits the page's form. */
  readonly submits?: boolean;
}

/** The one inline script that oidc-provider itself writes, where somebody signs out who was not signed in. */
const SUBMITS = `
    document.addEventListener('DOMContentLoaded', function () { document.forms[0].submit() });
  `;
const SUBMITS_HASH = createHash('sha256').update(SUBMITS).digest('base64');

/** Nothing comes from elsewhere, nothing else inline runs, nobody frames the page. */
export const PAGE_POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  `script-src 'self' 'sha256-${SUBMITS_HASH}'`,
  "img-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** One whole HTML page of the provider. */
export function page({ language, base, title, body, submits = false }: Page): string {
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)} · Collectieplan</title>
<link rel="stylesheet" href="${base}/assets/style.css">
${submits ? `<script src="${base}/assets/submit.js" defer></script>` : ''}
</head>
<body>
<main>
${body}
</main>
</body>
</html>`;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
