import { setImmediate as otherWork } from 'node:timers/promises';
import type { Facets } from '#libs/scopes';
import { grown } from './grown.ts';
import { TitlePlaces } from './title-places.ts';

/** What is done of a walk before others have their turn. */
const STRETCH = 32_768;

/** A title as it is: `combination` is the number of its facets. */
export interface HeldTitle {
  readonly high: number;
  readonly low: number;
  readonly combination: number;
  readonly holders: readonly number[];
}

/** Is told of a title that has holders: who, without repetition, in the first so many of `who`. */
export type Visit = (combination: number, who: Uint16Array, count: number) => void;

/**
 * Who has each title, in memory: some 27 bytes a title and two a holding, besides the combinations of facets, of which
 * there are far fewer than titles. Participants are their numbers, and count as whoever asks wants them to.
 */
export class TitleHolders {
  private readonly places: TitlePlaces;
  private readonly numbers = new Map<string, number>();
  private combinationOf: Uint32Array<ArrayBuffer>;
  /** Where in `lists` the holders of a title begin: how many, and who. */
  private begins: Uint32Array<ArrayBuffer>;
  private lists = new Uint16Array(4096);
  /** The first list is that of all who have none. */
  private used = 1;
  private idle = 0;
  /** While all is read for the first time: whose, and who. */
  private arriving: { of: Uint32Array<ArrayBuffer>; who: Uint16Array<ArrayBuffer>; count: number } | null = null;

  /** Facets, each with the number of its place. */
  readonly combinations: Facets[] = [];

  /** With room for so many titles, of which there may be more. */
  constructor(expected = 0) {
    this.places = new TitlePlaces(expected);
    this.combinationOf = new Uint32Array(expected);
    this.begins = new Uint32Array(expected);
  }

  get titles(): number {
    return this.places.size;
  }

  /** The number of a combination of facets, written as JSON: material, language, audience, classifications. */
  combination(text: string): number {
    const known = this.numbers.get(text);
    if (known !== undefined) return known;
    const [material, language, audience, classifications] = JSON.parse(text) as [
      string,
      string,
      string,
      Facets['classifications'],
    ];
    this.numbers.set(text, this.combinations.length);
    return this.combinations.push({ material, language, audience, classifications }) - 1;
  }

  /** Titles with these facets, by ids of eight bytes each. */
  arrive(ids: Buffer, combination: number): void {
    for (let at = 0; at < ids.length; at += 8) {
      const place = this.places.give(ids.readUInt32BE(at), ids.readUInt32BE(at + 4));
      this.room(place);
      this.combinationOf[place] = combination;
    }
  }

  /** Holdings of titles that arrived before, by ids of eight bytes and numbers of two. */
  arriveWith(ids: Buffer, participants: Buffer): void {
    const arriving = (this.arriving ??= { of: new Uint32Array(1024), who: new Uint16Array(1024), count: 0 });
    const needed = arriving.count + participants.length / 2;
    arriving.of = grown(arriving.of, needed);
    arriving.who = grown(arriving.who, needed);
    for (let at = 0; at < participants.length; at += 2) {
      const place = this.places.find(ids.readUInt32BE(4 * at), ids.readUInt32BE(4 * at + 4));
      if (place < 0) continue;
      arriving.of[arriving.count] = place;
      arriving.who[arriving.count++] = participants.readUInt16BE(at);
    }
  }

  /** All that was to be read has arrived. */
  async arrived(): Promise<void> {
    const { of, who, count } = this.arriving ?? { of: new Uint32Array(), who: new Uint16Array(), count: 0 };
    const holders = new Uint16Array(this.titles);
    for (let at = 0; at < count; at++) {
      if (at % STRETCH === 0) await otherWork();
      holders[of[at]!]!++;
    }
    for (let place = 0; place < this.titles; place++) {
      this.begins[place] = holders[place] === 0 ? 0 : this.used;
      if (holders[place]! > 0) this.used += 1 + holders[place]!;
    }
    this.lists = new Uint16Array(this.used + STRETCH);
    for (let at = 0; at < count; at++) {
      if (at % STRETCH === 0) await otherWork();
      const begin = this.begins[of[at]!]!;
      this.lists[begin + ++this.lists[begin]!] = who[at]!;
    }
    this.arriving = null;
  }

  /** A title as it is now, whatever it was. */
  set({ high, low, combination, holders }: HeldTitle): void {
    const place = this.places.give(high, low);
    this.room(place);
    this.idle += this.begins[place] === 0 ? 0 : 1 + this.lists[this.begins[place]!]!;
    this.combinationOf[place] = combination;
    this.begins[place] = 0;
    if (holders.length === 0) return;
    if (this.used + holders.length + 1 > this.lists.length) this.widen(holders.length + 1);
    this.begins[place] = this.used;
    this.lists[this.used++] = holders.length;
    for (const holder of holders) this.lists[this.used++] = holder;
  }

  /** Nobody has this title any more. */
  clear(high: number, low: number): void {
    if (this.places.find(high, low) >= 0) this.set({ high, low, combination: 0, holders: [] });
  }

  /**
   * Visits the titles that have holders and whose combination has a number above 0 in `asked`. Each holder counts as the
   * number in its place in `as`; below 0: not at all.
   */
  async walk(asked: Uint32Array, as: Int32Array, visit: Visit): Promise<void> {
    const { lists, begins, combinationOf, titles } = this;
    const who = new Uint16Array(as.length);
    const seen = new Uint32Array(as.length);
    for (let place = 0; place < titles; place++) {
      if (place % STRETCH === 0) await otherWork();
      const begin = begins[place]!;
      if (begin === 0 || asked[combinationOf[place]!] === 0) continue;
      let count = 0;
      for (let at = begin + lists[begin]!; at > begin; at--) {
        const holder = as[lists[at]!] ?? -1;
        if (holder < 0 || seen[holder] === place + 1) continue;
        seen[holder] = place + 1;
        who[count++] = holder;
      }
      if (count > 0) visit(combinationOf[place]!, who, count);
    }
  }

  private room(place: number): void {
    this.combinationOf = grown(this.combinationOf, place + 1);
    this.begins = grown(this.begins, place + 1);
  }

  /** Makes room for so many more: in the place of lists that are not used any more, when they are many. */
  private widen(more: number): void {
    if (this.idle < this.used / 4) {
      this.lists = grown(this.lists, this.used + more);
      return;
    }
    const tidy = new Uint16Array(Math.ceil(1.1 * (this.used - this.idle)) + more);
    let used = 1;
    for (let place = 0; place < this.titles; place++) {
      const begin = this.begins[place]!;
      if (begin === 0) continue;
      const list = this.lists.subarray(begin, begin + 1 + this.lists[begin]!);
      tidy.set(list, used);
      this.begins[place] = used;
      used += list.length;
    }
    this.lists = tidy;
    this.used = used;
    this.idle = 0;
  }
}
