/** Files that the pages need, by name. */
export const ASSETS: Readonly<Record<string, { readonly type: string; readonly content: string }>> = {
  'style.css': {
    type: 'text/css; charset=utf-8',
    content: `:root { color-scheme: light dark; --ink: #1d2433; --soft: #5a6478; --line: #d5dae3; --back: #f4f6fa; --card: #fff; --accent: #1f5fa8; --alarm: #b3261e; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8ebf2; --soft: #a6afc0; --line: #3a4356; --back: #141925; --card: #1d2433; --accent: #8fbcf0; --alarm: #ffb4ab; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--back); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 46rem; margin: 0 auto; padding: 1.5rem 1.25rem 3rem; }
header { display: flex; justify-content: space-between; align-items: baseline; }
.product { font-weight: 700; margin: 0; color: var(--accent); }
h1 { font-size: 1.75rem; margin: 1.5rem 0 1rem; }
h2 { font-size: 1.25rem; margin: 1.5rem 0 0.5rem; }
h3 { font-size: 1rem; margin: 1.5rem 0 0.5rem; color: var(--soft); }
a { color: var(--accent); }
.note { border-left: 4px solid var(--accent); background: var(--card); padding: 0.75rem 1rem; margin: 0; }
ul { list-style: none; margin: 0; padding: 0; display: grid; gap: 0.5rem; grid-template-columns: repeat(auto-fill, minmax(min(20rem, 100%), 1fr)); }
button { font: inherit; color: inherit; cursor: pointer; }
li button { width: 100%; height: 100%; text-align: left; background: var(--card); border: 1px solid var(--line); border-radius: 0.5rem; padding: 0.6rem 0.9rem; }
li button:hover { border-color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.name, .role { display: block; }
.name { font-weight: 600; }
.role { color: var(--soft); font-size: 0.9rem; }
.password { display: grid; gap: 0.35rem; max-width: 24rem; }
input { font: inherit; color: inherit; background: var(--card); padding: 0.55rem 0.7rem; border: 1px solid var(--soft); border-radius: 0.4rem; margin-bottom: 0.75rem; }
.primary { background: var(--accent); color: var(--card); border: 0; border-radius: 0.4rem; padding: 0.65rem 1.25rem; font-weight: 600; justify-self: start; }
.problem { color: var(--alarm); font-weight: 600; margin: 0 0 0.5rem; }
`,
  },
  'submit.js': {
    type: 'text/javascript; charset=utf-8',
    content: `const form = document.forms[0];
form.requestSubmit(document.querySelector('button[name="logout"]'));
`,
  },
};
