// Decorators of contracts need it wherever they are loaded first.
import 'reflect-metadata';

/** What a published contract class carries besides its fields: its name, version and how to make one. */
export interface FactType<T extends Fact = Fact> {
  new (): T;
  /** `<service>.<fact>.v<n>`: the CloudEvents type, and the subject (up to an appended participant). */
  readonly type: string;
}

/** A thing that happened, in the past tense. Subclasses are contracts: after publication fields are only added. */
export abstract class Fact {
  /** Makes a fact from its fields; nothing is validated here, the hearer validates what it receives. */
  static of<T extends Fact>(this: new () => T, data: Fields<T>): T {
    return Object.assign(new this(), data);
  }
}

/** The fields of a fact, without its methods. */
export type Fields<T> = { [K in keyof T as T[K] extends (...args: never[]) => unknown ? never : K]: T[K] };

export function typeOf(fact: Fact): string {
  return (fact.constructor as unknown as FactType).type;
}
