import { chromiumPath, type StartedSystem } from '#libs/testing';
import type { Browser } from 'playwright-core';
import { openBrowser, Visitor } from './screens.ts';
import { startSystem } from './system.ts';

/** Milliseconds that a step of a chapter may take on a busy machine. */
export const PATIENCE = 600_000;

/** The system with its demo, and who works with it: started once, shared by every chapter. */
export class World {
  private system!: StartedSystem;
  private browser!: Browser;
  /** A collection manager, of Plusbibliotheek Noorderveen. */
  manager!: Visitor;
  /** A collection manager of Plusbibliotheek Lindeburg. */
  neighbour!: Visitor;
  /** The plan owner. */
  owner!: Visitor;

  async open(): Promise<void> {
    this.system = await startSystem();
    this.browser = await openBrowser(await chromiumPath());
    this.manager = await this.signIn('esra');
    this.neighbour = await this.signIn('gerda');
    this.owner = await this.signIn('planeigenaar');
  }

  /** Lets somebody in with a browser of their own. */
  async signIn(account: string): Promise<Visitor> {
    return await Visitor.signIn(this.browser, this.system.url, account);
  }

  /** Somebody who is not signed in, at the door. */
  async stranger(): Promise<Visitor> {
    return await Visitor.arrive(this.browser, this.system.url);
  }

  async close(): Promise<void> {
    await this.browser?.close();
    await this.system?.stop();
  }
}
