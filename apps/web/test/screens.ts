import { accessibilityViolations, eventually } from '#libs/testing';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

/** Sizes that every screen must be good at. */
export const DESKTOP = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };

/** Milliseconds for which anything may be waited for: two cores may have a dozen other things to do. */
const LONGEST_WAIT = 90_000;

/** A browser notes every answer that refuses; who is not signed in, or decides too late, is refused on purpose. */
const REFUSED = /the server responded with a status of (401|409|412|422)/;

/** What changes while a draft is being removed makes its page ask for it once more, before the page is left. */
const REMOVED = /the server responded with a status of 404 .*\/api\/agreements\/acquisition-plans\//;

export async function openBrowser(executablePath: string): Promise<Browser> {
  return await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
}

/** Waits until what is asserted of a screen is so: it changes after what was done, not together with it. */
export async function soon(assertion: () => Promise<void>): Promise<void> {
  await eventually(assertion, { timeout: LONGEST_WAIT });
}

/** What a person does with the app, in the words of the screens. */
export class Visitor {
  private constructor(
    private readonly context: BrowserContext,
    readonly page: Page,
    private readonly url: string,
    /** What the browser complained of; nothing is expected. */
    readonly complaints: string[],
  ) {}

  /** Somebody with a browser of their own, not signed in. */
  static async arrive(browser: Browser, url: string): Promise<Visitor> {
    const context = await browser.newContext({ viewport: DESKTOP, locale: 'nl-NL', reducedMotion: 'reduce' });
    context.setDefaultTimeout(LONGEST_WAIT);
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      const complaint = `${message.text()} ${message.location().url}`;
      const expected = REFUSED.test(complaint) || REMOVED.test(complaint);
      if (message.type() === 'error' && !expected) complaints.push(complaint);
    });
    return new Visitor(context, page, url, complaints);
  }

  /** Signs in with a demo account, from the welcome page. */
  static async signIn(browser: Browser, url: string, account: string): Promise<Visitor> {
    const visitor = await Visitor.arrive(browser, url);
    await visitor.go('/');
    await visitor.enter(account);
    return visitor;
  }

  /** Goes through the door with a demo account. */
  async enter(account: string): Promise<void> {
    await this.page.getByRole('link', { name: 'Inloggen' }).click();
    await this.page.locator(`button[name=account][value=${account}]`).click();
    await this.page.getByRole('heading', { level: 1, name: /^Goedendag/ }).waitFor();
  }

  async leave(): Promise<void> {
    await this.context.close();
  }

  async go(path: string): Promise<void> {
    await this.page.goto(this.url + path);
  }

  async open(path: string): Promise<void> {
    await this.go(path);
    await this.settled();
  }

  /** Waits until nothing is being fetched for the first time any more. */
  async settled(): Promise<void> {
    await this.page.locator('main h1').waitFor();
    await this.page.waitForFunction(() => document.querySelector('.mantine-Skeleton-root') === null);
  }

  /** Delivers a file and waits for the page of its run. */
  async send(file: { name: string; content: string }, source: string, what = 'Alleen wijzigingen'): Promise<void> {
    await this.open('/bezit');
    await this.page.setInputFiles('input[type=file]', {
      name: file.name,
      mimeType: 'text/csv',
      buffer: Buffer.from(file.content),
    });
    await this.page.getByLabel(what).check();
    await this.page.getByRole('textbox', { name: /^Bron/ }).fill(source);
    await this.page.getByRole('button', { name: 'Leveren' }).click();
    await this.page.getByRole('heading', { level: 1, name: file.name }).waitFor();
  }

  /** Delivers a file and waits until its run has ended; gives the steps that were seen. */
  async deliver(file: { name: string; content: string }, source: string, what?: string): Promise<string[]> {
    await this.send(file, source, what);
    const seen = new Set<string>();
    const state = this.page.locator('.lead .mark');
    while (!seen.has('klaar') && !seen.has('mislukt')) {
      seen.add(await state.innerText());
      await this.page.waitForTimeout(50);
    }
    return [...seen];
  }

  /** Fills in a new plan with one line. */
  async fillPlan(plan: { name: string; profile: string }): Promise<void> {
    await this.open('/acquisitieplannen/nieuw');
    await this.page.getByLabel('Naam van het plan').fill(plan.name);
    await this.page.getByRole('combobox', { name: 'Profiel' }).fill(plan.profile);
    await this.page.getByRole('option', { name: plan.profile }).click();
    await this.page.getByLabel('AC: niveau dat u toezegt').selectOption('2a');
  }

  /** Fills in a plan with one line that names a title, and submits it. */
  async submitPlan(plan: { name: string; profile: string; isbn: string; title: string }): Promise<void> {
    await this.fillPlan(plan);
    await this.page.getByLabel('Titels die u al weet').fill(`${plan.isbn} ${plan.title}`);
    await this.page.getByRole('button', { name: 'Indienen' }).click();
    await this.page.getByRole('dialog').getByRole('button', { name: 'Indienen' }).click();
    await this.page.getByRole('heading', { level: 1, name: plan.name }).waitFor();
  }

  /** Opens a plan from the list of those that wait for a decision. */
  async openQueued(name: string): Promise<void> {
    await this.open('/acquisitieplannen');
    await this.page.locator('.queue').getByRole('link', { name, exact: true }).click();
    await this.page.getByRole('heading', { level: 1, name }).waitFor();
  }

  /** What axe finds wrong on the screen as it is now, at both widths. */
  async accessibilityProblems(): Promise<string[]> {
    const found: string[] = [];
    for (const size of [DESKTOP, PHONE]) {
      await this.resize(size);
      const violations = await accessibilityViolations(this.page);
      found.push(...violations.map(({ id, nodes }) => `${size.width}: ${id} ${nodes[0]?.target.join(' ') ?? ''}`));
      const tooWide = await this.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (tooWide > 0) found.push(`${size.width}: ${tooWide} pixels too wide`);
    }
    await this.page.setViewportSize(DESKTOP);
    return found;
  }

  /** Makes the window another size, and lets what watches sizes on the screen come to its conclusions. */
  private async resize(size: typeof DESKTOP): Promise<void> {
    await this.page.setViewportSize(size);
    await this.page.evaluate(async () => {
      for (let frame = 0; frame < 2; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
      await new Promise((resolve) => setTimeout(resolve));
    });
  }
}

let lastFresh = 0;

/** An ISBN that no other run of the test has used, nor this one before. */
export function freshIsbn(): string {
  lastFresh = Math.max(lastFresh + 1, Date.now());
  const twelve = `97999${String(lastFresh).slice(-7)}`;
  const sum = Array.from(twelve).reduce((total, digit, place) => total + Number(digit) * (place % 2 === 0 ? 1 : 3), 0);
  return twelve + String((10 - (sum % 10)) % 10);
}
