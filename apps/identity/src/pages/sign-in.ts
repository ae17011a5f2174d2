import type { Account, Accounts } from '../accounts.ts';
import { escaped, page } from './page.ts';
import { type Language, type Texts, textsIn } from './texts.ts';

export interface SignIn {
  readonly base: string;
  readonly language: Language;
  /** Of the interaction that the page belongs to. */
  readonly uid: string;
  readonly accounts: Accounts;
  readonly failed?: 'wrong' | 'wait';
}

/** Where people say who they are: by one click as a demo user, or with name and password. */
export function signInPage({ base, language, uid, accounts, failed }: SignIn): string {
  const texts = textsIn(language);
  const action = `${base}/sign-in/${encodeURIComponent(uid)}?lang=${language}`;
  const other = language === 'nl' ? 'en' : 'nl';
  const body = `<header>
<p class="product">${texts.product}</p>
<a href="?lang=${other}" lang="${other}" hreflang="${other}">${texts.otherLanguage}</a>
</header>
<h1>${texts.signIn}</h1>
${accounts.needPassword ? passwordForm(texts, action, failed) : ''}
${accounts.demo.length > 0 ? demoForm(texts, action, accounts.demo) : ''}`;
  return page({ language, base, title: texts.signIn, body });
}

function passwordForm(texts: Texts, action: string, failed: SignIn['failed']): string {
  const problem = failed === undefined ? '' : `<p class="problem" role="alert" id="problem">${texts[failed]}</p>`;
  return `<form method="post" action="${action}" class="password">
${problem}
<label for="name">${texts.name}</label>
<input id="name" name="name" autocomplete="username" autocapitalize="none" spellcheck="false" required autofocus${failed === undefined ? '' : ' aria-describedby="problem"'}>
<label for="password">${texts.password}</label>
<input id="password" name="password" type="password" autocomplete="current-password" required>
<button type="submit" class="primary">${texts.signIn}</button>
</form>`;
}

function demoForm(texts: Texts, action: string, accounts: readonly Account[]): string {
  const managers = accounts.filter(({ participant }) => participant !== undefined);
  const others = accounts.filter(({ participant }) => participant === undefined);
  return `<section aria-labelledby="demo">
<h2 id="demo">${texts.choose}</h2>
<p class="note">${texts.demoNote}</p>
<form method="post" action="${action}">
${group(texts.owners, texts, others)}
${group(texts.managers, texts, managers)}
</form>
</section>`;
}

function group(heading: string, texts: Texts, accounts: readonly Account[]): string {
  if (accounts.length === 0) return '';
  const people = accounts.map(
    ({
      id,
      name,
      roles,
      participant,
      participantName,
    }) => `<li><button type="submit" name="account" value="${escaped(id)}">
<span class="name">${escaped(name)}</span>
<span class="role">${escaped(participantName ?? participant ?? roles.map((role) => texts.roles[role]).join(', '))}</span>
</button></li>`,
  );
  return `<h3>${heading}</h3>\n<ul>\n${people.join('\n')}\n</ul>`;
}
