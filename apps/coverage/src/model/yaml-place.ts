import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Node } from 'yaml';
import type { RefusalDetail } from '#libs/kernel';

/** Collects what is wrong with a text, each with its place, so that all can be mended at once. */
export class Mistakes {
  readonly found: RefusalDetail[] = [];

  /** `placeOf` names a place of the text, as in `line 4: profiles[0].code`. */
  constructor(private readonly placeOf: (offset: number, path: string) => string) {}

  add(offset: number, path: string, message: string): undefined {
    this.found.push({ at: this.placeOf(offset, path), message });
    return undefined;
  }
}

/** Reads a YAML text as places to ask. Every scalar stays text, so that `24.50` keeps its zero. */
export function readYaml(text: string): { root: Place | undefined; mistakes: Mistakes } {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    schema: 'failsafe',
    lineCounter: lines,
    uniqueKeys: true,
    prettyErrors: false,
  });
  const mistakes = new Mistakes((offset, path) => {
    const { line } = lines.linePos(offset);
    return path === '' ? `line ${line}` : `line ${line}: ${path}`;
  });
  for (const error of document.errors) mistakes.add(error.pos[0], '', `this is not YAML: ${error.message}`);
  if (mistakes.found.length > 0) return { root: undefined, mistakes };
  return { root: new Place(document.contents, '', 0, mistakes), mistakes };
}

/** A value in the text. Asking for what is not there notes the mistake and gives `undefined`. */
export class Place {
  readonly #node: Node | null;

  constructor(
    node: unknown,
    readonly path: string,
    readonly offset: number,
    readonly mistakes: Mistakes,
  ) {
    this.#node = (node ?? null) as Node | null;
  }

  wrong(message: string): undefined {
    return this.mistakes.add(this.#node?.range?.[0] ?? this.offset, this.path, message);
  }

  /** The fields of a mapping; a name that is not known is a mistake, and so is one that is missing without `?` after it. */
  fields<const Name extends string>(names: readonly Name[], example: string): Partial<Record<Plain<Name>, Place>> {
    if (!isMap(this.#node)) {
      this.wrong(`expected fields, as in ${example}`);
      return {};
    }
    const given: Partial<Record<string, Place>> = {};
    for (const { key, value } of this.#node.items) {
      const name = isScalar(key) ? String(key.value) : '?';
      const at = (isScalar(key) ? key.range?.[0] : undefined) ?? this.offset;
      if (names.includes(name as Name) || names.includes(`${name}?` as Name)) {
        given[name] = new Place(value, this.path === '' ? name : `${this.path}.${name}`, at, this.mistakes);
      } else {
        const known = names.map((it) => it.replace('?', '')).join(', ');
        this.mistakes.add(at, this.path, `'${name}' is not known here; use ${known}`);
      }
    }
    for (const name of names) {
      if (!name.endsWith('?') && given[name] === undefined)
        this.wrong(`'${name}' is missing; add it, as in ${example}`);
    }
    return given;
  }

  /** The members of a list; a single value counts as a list of one. */
  list(): Place[] {
    if (isSeq(this.#node)) {
      return this.#node.items.map(
        (item, place) => new Place(item, `${this.path}[${place}]`, this.offset, this.mistakes),
      );
    }
    if (this.#node === null) {
      this.wrong('is empty; give at least one value, or leave it out');
      return [];
    }
    return [this];
  }

  text(): string | undefined {
    const value = isScalar(this.#node) ? String(this.#node.value).trim() : '';
    if (value !== '' && value !== 'null') return value;
    return this.wrong('expected a text; write it after the colon, between quotes when it holds a colon');
  }

  oneOf<Choice extends string>(choices: readonly Choice[], what: string): Choice | undefined {
    const value = this.text();
    if (value === undefined || choices.includes(value as Choice)) return value as Choice | undefined;
    return this.wrong(`'${value}' is not a known ${what}; use ${choices.join(', ')}`);
  }

  whole(minimum: number): number | undefined {
    const value = this.text();
    if (value === undefined) return undefined;
    const read = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
    if (read >= minimum) return read;
    return this.wrong(`'${value}' is not a whole number of ${minimum} or more`);
  }

  /** A percentage, with or without its sign. */
  percent(): number | undefined {
    const value = this.text();
    if (value === undefined) return undefined;
    const read = /^\d{1,3}(\.\d+)?\s*%?$/.test(value) ? Number.parseFloat(value) : Number.NaN;
    if (read > 0 && read <= 100) return read;
    return this.wrong(`'${value}' is not a percentage above 0 and up to 100; write 60 for 60 %`);
  }
}

type Plain<Name extends string> = Name extends `${infer Field}?` ? Field : Name;
