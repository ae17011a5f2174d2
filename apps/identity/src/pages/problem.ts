import type { KoaContextWithOIDC } from 'oidc-provider';
import { escaped, page } from './page.ts';
import { type Language, languageOf, textsIn } from './texts.ts';

/** A failure of the protocol, for people: what it is called, and the way back. */
export function problemPage(
  ctx: KoaContextWithOIDC,
  base: string,
  out: { error: string; error_description?: string | undefined },
): void {
  const language = languageOf(undefined, ctx.get('accept-language'));
  ctx.type = 'html';
  ctx.body = problem(language, base, `${out.error}: ${out.error_description ?? ''}`);
}

export function problem(language: Language, base: string, what: string): string {
  const texts = textsIn(language);
  const body = `<h1>${texts.problem}</h1>\n<p>${escaped(what)}</p>\n<p><a href="/">${texts.again}</a></p>`;
  return page({ language, base, title: texts.problem, body });
}
