import { chromiumPath } from '#libs/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { freshIsbn, openBrowser, Visitor } from './screens.ts';
import { startSystem, type System } from './system.ts';

const PATIENCE = 600_000;
const PROFILE = 'nbc-24';

let system: System;
let browser: Browser;
let manager: Visitor;
let neighbour: Visitor;
let owner: Visitor;

beforeAll(async () => {
  system = await startSystem();
  browser = await openBrowser(await chromiumPath());
  manager = await Visitor.signIn(browser, system.url, 'esra');
  neighbour = await Visitor.signIn(browser, system.url, 'gerda');
  owner = await Visitor.signIn(browser, system.url, 'planeigenaar');
}, PATIENCE);

afterAll(async () => {
  await browser?.close();
  await system?.stop();
}, 60_000);

describe('from a file to an accepted plan', () => {
  const isbn = freshIsbn();
  const title = `Klanken van ${isbn}`;
  const name = `Muziek ${isbn}`;

  it(
    'takes in a file and shows how it goes',
    async () => {
      const bought = freshIsbn();
      const rows = Array.from({ length: 400 }, (_, row) => `w${bought}-${row},Titel ${row},2020,Uitgeverij,24.10,1`);
      const content = ['id,titel,jaar,uitgever,nbc,exemplaren', ...rows, `x${bought},,2020,,24.10,1`].join('\n');
      const seen = await manager.deliver({ name: `bezit-${bought}.csv`, content }, `proef-${bought}`);
      expect(seen.at(-1)).toBe('klaar');
      expect(await manager.page.locator('.counts').innerText()).toMatch(/Afgekeurd\s+1/);
      await manager.page.getByRole('heading', { name: 'Afgekeurde records' }).waitFor();
      expect(await manager.page.locator('tbody tr').count()).toBe(1);
    },
    PATIENCE,
  );

  it(
    'tells the plan owner, without a reload, that two plans name the same title',
    async () => {
      await owner.open('/signaleringen?kind=overlap.planned-title&state=open&sort=-raised');
      const flag = owner.page.locator('.flag-item', { hasText: isbn });
      expect(await flag.count()).toBe(0);

      await neighbour.submitPlan({ name: `${name} ook`, profile: PROFILE, isbn, title });
      await manager.submitPlan({ name, profile: PROFILE, isbn, title });

      await flag.waitFor();
      await flag.getByRole('link', { name: /^Uitleg openen/ }).click();
      const explanation = owner.page.getByRole('dialog', { name: 'Wat er aan de hand is' });
      await explanation.getByText('De regel').waitFor();
      expect(await explanation.innerText()).toContain('Lindeburg');
      expect(await explanation.innerText()).toContain('Noorderveen');
      expect(await owner.accessibilityProblems()).toEqual([]);
    },
    PATIENCE,
  );

  it(
    'shows whoever submitted it the same, on the line of the plan',
    async () => {
      await manager.page.locator('.line-flags .flag-item', { hasText: isbn }).waitFor();
      expect(await manager.accessibilityProblems()).toEqual([]);
    },
    PATIENCE,
  );

  it(
    'lets the plan owner accept it, and the submitter see that',
    async () => {
      await owner.open('/acquisitieplannen');
      await owner.page.locator('.queue').getByRole('link', { name, exact: true }).click();
      await owner.page.getByRole('button', { name: 'Goedkeuren' }).click();
      await owner.page.getByRole('dialog').getByRole('button', { name: 'Goedkeuren' }).click();
      for (const { page } of [owner, manager]) {
        await page.locator('.lead .mark', { hasText: 'goedgekeurd' }).waitFor();
        expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(name);
      }
    },
    PATIENCE,
  );
});

describe('every screen', () => {
  const screens = [
    '/',
    '/dekking',
    '/dekking/nbc-24',
    '/signaleringen',
    '/bezit',
    '/acquisitieplannen',
    '/acquisitieplannen/nieuw',
    '/collectieplan',
    '/deelnemers',
    '/begrippen',
    '/bestaat-niet',
  ];
  it.each(screens)(
    'is good for everyone, at both widths: %s',
    async (path) => {
      await manager.open(path);
      expect(await manager.accessibilityProblems()).toEqual([]);
    },
    PATIENCE,
  );

  it(
    'speaks English when asked, and remembers that',
    async () => {
      await neighbour.open('/');
      await neighbour.page.getByRole('button', { name: /Switch to English/ }).click();
      await neighbour.page.reload();
      const heading = neighbour.page.locator('main h1');
      await heading.waitFor();
      expect(await heading.innerText()).toMatch(/^Hello/);
    },
    PATIENCE,
  );

  it('gave the browser nothing to complain of', () => {
    expect([...manager.complaints, ...neighbour.complaints, ...owner.complaints]).toEqual([]);
  });
});
