import { accessibilityViolations, chromiumPath } from '#libs/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Browser, chromium, type Page } from 'playwright-core';
import { Started, type Surroundings, surroundings } from './surroundings.ts';

const started = new Started();
let around: Surroundings;
let browser: Browser;
let page: Page;
const problems: string[] = [];

beforeAll(async () => {
  around = await surroundings(started);
  browser = await chromium.launch({ executablePath: await chromiumPath(), args: ['--no-sandbox'] });
  page = await (await browser.newContext({ locale: 'nl-NL', viewport: { width: 390, height: 844 } })).newPage();
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
}, 180_000);

afterAll(async () => {
  await browser.close();
  await started.stop();
}, 60_000);

async function focusedText(): Promise<string> {
  return page.evaluate<string>(`document.activeElement?.closest('button')?.textContent ?? ''`);
}

describe('signing in with a browser', () => {
  it('shows a page that says it is a demonstration, and that everybody can use', async () => {
    await page.goto(`${around.origin}/sign-in?returnTo=/flags`);
    expect(await page.locator('h1').textContent()).toBe('Aanmelden');
    expect(await page.locator('.note').textContent()).toContain('Dit is een demonstratie');
    expect(await page.getByRole('button').count()).toBe(18);
    const width = await page.evaluate('document.documentElement.scrollWidth');
    expect(width).toBeLessThanOrEqual(390);
    const violations = await accessibilityViolations(page);
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    if (process.env['SCREENSHOTS'] !== undefined)
      await page.screenshot({ path: `${process.env['SCREENSHOTS']}/sign-in.png` });
  });

  it('needs a keyboard only, and ends at the page that was asked for', async () => {
    for (let i = 0; i < 30 && !(await focusedText()).includes('Anna de Wit'); i++) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${around.origin}/flags`);
    const me = await page.request.get(`${around.origin}/api/me`);
    expect(await me.json()).toMatchObject({ id: 'anna' });
  });

  it('signs out at once, and then asks again who it is', async () => {
    const me = (await (await page.request.get(`${around.origin}/api/me`)).json()) as { csrf: string };
    const headers = { 'x-csrf-token': me.csrf };
    const answer = await page.request.post(`${around.origin}/sign-out`, { headers });
    const { location } = (await answer.json()) as { location: string };
    await page.goto(location);
    await page.waitForURL(`${around.origin}/`);
    await page.goto(`${around.origin}/sign-in`);
    expect(await page.locator('h1').textContent()).toBe('Aanmelden');
  });

  it('meets nothing that the policy of our pages forbids', () => {
    expect(problems.filter((text) => text.includes('Content Security Policy'))).toEqual([]);
  });
});
