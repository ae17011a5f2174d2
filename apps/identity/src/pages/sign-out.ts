import type { KoaContextWithOIDC } from 'oidc-provider';
import { page } from './page.ts';
import { languageOf, textsIn } from './texts.ts';

/** Signs out at once; where scripts do not run, one button does. */
export function signOutPage(ctx: KoaContextWithOIDC, base: string, form: string): void {
  const language = languageOf(undefined, ctx.get('accept-language'));
  const texts = textsIn(language);
  const body = `<h1>${texts.signingOut}</h1>
${form}
<button type="submit" form="op.logoutForm" name="logout" value="yes" class="primary">${texts.signOut}</button>`;
  ctx.body = page({ language, base, title: texts.signOut, body, submits: true });
}

export function signedOutPage(ctx: KoaContextWithOIDC, base: string): void {
  const language = languageOf(undefined, ctx.get('accept-language'));
  const texts = textsIn(language);
  ctx.body = page({
    language,
    base,
    title: texts.signedOut,
    body: `<h1>${texts.signedOut}</h1>\n<p><a href="/">${texts.again}</a></p>`,
  });
}
