import { Started, type Surroundings, surroundings } from './surroundings.ts';
import { Visitor } from './visitor.ts';

/** Two instances of the gateway with all that is around them, and two people who are signed in. */
export class Scene {
  private readonly started = new Started();
  around!: Surroundings;
  /** A collection manager. */
  anna!: Visitor;
  /** The plan owner. */
  owner!: Visitor;

  async open(): Promise<void> {
    this.around = await surroundings(this.started);
    this.anna = new Visitor(this.around.origin);
    await this.anna.signIn('anna');
    this.owner = new Visitor(this.around.origin);
    await this.owner.signIn('planeigenaar');
  }

  async close(): Promise<void> {
    await this.started.stop();
  }

  async sql(text: string): Promise<unknown[]> {
    return this.around.database.orm.em.fork().execute(text);
  }
}
