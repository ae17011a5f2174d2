import type { ClassificationRange } from '#libs/scopes';

/** Any sign but the backslash, or a sign that a backslash makes ordinary. */
const SIGNS = String.raw`(?:\\[^]|[^\\])`;
const PREFIX = new RegExp(`^(${SIGNS}+)\\*$`);
const FROM_TO = new RegExp(`^(${SIGNS}+?)\\.\\.(${SIGNS}+)$`);
const PIECE = new RegExp(String.raw`(?:\\[^]|[^\\|])+`, 'g');

/** A range as one text: `nbc:24*` with all under it, `nur:660..669` both included, `ddc:780` alone. */
export function writeRange(range: ClassificationRange): string {
  if ('prefix' in range) return `${range.scheme}:${escaped(range.prefix)}*`;
  if ('notation' in range) return `${range.scheme}:${escaped(range.notation)}`;
  return `${range.scheme}:${escaped(range.from)}..${escaped(range.to)}`;
}

/** The parts of what `writeRange` wrote, whatever they say; nothing when it has no scheme. */
export function rangeParts(text: string): Readonly<Record<string, string>> | undefined {
  const [, scheme, written = ''] = /^(\w+):\s*([^]+)$/.exec(text) ?? [];
  if (scheme === undefined) return undefined;
  const [, prefix] = PREFIX.exec(written) ?? [];
  if (prefix !== undefined) return { scheme, prefix: plain(prefix) };
  const [, from, to] = FROM_TO.exec(written) ?? [];
  if (from !== undefined && to !== undefined) return { scheme, from: plain(from), to: plain(to) };
  return { scheme, notation: plain(written) };
}

/** Several values in one cell are divided by bars. */
export function piecesOf(text: string): string[] {
  return Array.from(text.matchAll(PIECE), ([piece]) => piece.trim()).filter((piece) => piece !== '');
}

function escaped(notation: string): string {
  return notation.replaceAll(/[\\|*]/g, String.raw`\$&`).replaceAll(/\.(?=\.|$)/g, String.raw`\.`);
}

function plain(written: string): string {
  return written.replaceAll(/\\([^])/g, '$1').trim();
}
