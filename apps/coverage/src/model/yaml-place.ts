import { type ErrorCode, isMap, isScalar, isSeq, LineCounter, parseDocument, type Node } from 'yaml';
import type { RefusalDetail } from '#libs/kernel';
import { mistake, type Mistake, type Needs, type Rule, type RuleOf } from './plan-mistakes.ts';

/** Collects what is wrong with a text, each with its place, so that all can be mended at once. */
export class Mistakes {
  readonly found: RefusalDetail[] = [];

  /** `placeOf` names a place of the text, as in `line 4: profiles[0].code`. */
  constructor(private readonly placeOf: (offset: number, path: string) => string) {}

  add(offset: number, path: string, what: Mistake): undefined {
    this.found.push({ at: this.placeOf(offset, path), ...what });
    return undefined;
  }
}

/** What people do wrong in YAML, by what its parser says of it; the rest is just not YAML. */
const YAML_RULES: Partial<Record<ErrorCode, RuleOf<'reason'>>> = {
  BAD_INDENT: 'yaml-indentation',
  TAB_AS_INDENT: 'yaml-indentation',
  DUPLICATE_KEY: 'yaml-field-twice',
  BLOCK_AS_IMPLICIT_KEY: 'yaml-colon-in-text',
  MISSING_CHAR: 'yaml-sign-missing',
  MULTILINE_IMPLICIT_KEY: 'yaml-sign-missing',
  BAD_SCALAR_START: 'yaml-quotes-missing',
};

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
  for (const { code, message: reason, pos } of document.errors)
    mistakes.add(pos[0], '', mistake(YAML_RULES[code] ?? 'yaml-unreadable', { reason }));
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

  wrong<Of extends Rule>(rule: Of, ...parameters: Needs<Of>): undefined {
    return this.tell(mistake(rule, ...parameters));
  }

  tell(what: Mistake): undefined {
    return this.mistakes.add(this.#node?.range?.[0] ?? this.offset, this.path, what);
  }

  /** The fields of a mapping; a name that is not known is a mistake, and so is one that is missing without `?` after it. */
  fields<const Name extends string>(names: readonly Name[], example: string): Partial<Record<Plain<Name>, Place>> {
    if (!isMap(this.#node)) {
      this.wrong('fields-expected', { example });
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
        this.mistakes.add(at, this.path, mistake('field-unknown', { name, known }));
      }
    }
    for (const name of names) {
      if (!name.endsWith('?') && given[name] === undefined) this.wrong('field-missing', { name, example });
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
      this.wrong('list-empty');
      return [];
    }
    return [this];
  }

  text(): string | undefined {
    const value = isScalar(this.#node) ? String(this.#node.value).trim() : '';
    if (value !== '' && value !== 'null') return value;
    return this.wrong('text-expected');
  }

  /** One of the choices; any other text breaks the rule. */
  oneOf<Choice extends string>(choices: readonly Choice[], rule: RuleOf<'written' | 'known'>): Choice | undefined {
    const value = this.text();
    if (value === undefined || choices.includes(value as Choice)) return value as Choice | undefined;
    return this.wrong(rule, { written: value, known: choices.join(', ') });
  }

  whole(minimum: number): number | undefined {
    const written = this.text();
    if (written === undefined) return undefined;
    const read = /^\d{1,9}$/.test(written) ? Number(written) : Number.NaN;
    if (read >= minimum) return read;
    return this.wrong('number-expected', { written, minimum });
  }

  /** A percentage, with or without its sign. */
  percent(): number | undefined {
    const written = this.text();
    if (written === undefined) return undefined;
    const read = /^\d{1,3}(\.\d+)?\s*%?$/.test(written) ? Number.parseFloat(written) : Number.NaN;
    if (read > 0 && read <= 100) return read;
    return this.wrong('percentage-expected', { written });
  }
}

type Plain<Name extends string> = Name extends `${infer Field}?` ? Field : Name;
