import { type Activity, isbn, isLossyNumber, type Level } from '#libs/kernel';
import type { AcquisitionPlan, LanguageCoverage, NamedTitle, PlanDraft } from '../api/agreements.ts';

/** A line of the form: what people type, before it is what the service takes. */
export interface LineValues {
  readonly key: string;
  readonly profile: string | null;
  readonly activity: Activity;
  readonly level: Level | '';
  readonly currentLevel: Level | '';
  readonly goalLevel: Level | '';
  readonly languageCoverage: LanguageCoverage | '';
  readonly titles: number | string;
  readonly copies: number | string;
  readonly budget: number | string;
  /** The form does not show these three; they stay as they are. */
  readonly from: string | null;
  readonly to: string | null;
  readonly retainUntil: string | null;
  readonly named: string;
}

export interface PlanValues {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly lines: LineValues[];
}

export function emptyLine(): LineValues {
  return {
    key: crypto.randomUUID(),
    profile: null,
    activity: 'collect',
    level: '',
    currentLevel: '',
    goalLevel: '',
    languageCoverage: '',
    titles: 0,
    copies: 0,
    budget: '',
    from: null,
    to: null,
    retainUntil: null,
    named: '',
  };
}

export function emptyPlan(year: number): PlanValues {
  return { name: '', from: `${year}-01-01`, to: `${year}-12-31`, lines: [emptyLine()] };
}

export function valuesOf(plan: AcquisitionPlan): PlanValues {
  return {
    name: plan.name,
    from: plan.from,
    to: plan.to,
    lines: plan.lines.map((line) => ({
      key: line.id,
      profile: line.profile,
      activity: line.activity,
      level: line.level,
      currentLevel: line.currentLevel ?? '',
      goalLevel: line.goalLevel ?? '',
      languageCoverage: line.languageCoverage ?? '',
      titles: line.titles,
      copies: line.copies,
      budget: line.budget === null ? '' : line.budget / 100,
      from: line.from,
      to: line.to,
      retainUntil: line.retainUntil,
      named: line.named.map(({ identifier, title }) => (title ? `${identifier} ${title}` : identifier)).join('\n'),
    })),
  };
}

export function draftOf({ name, from, to, lines }: PlanValues): PlanDraft {
  return {
    name: name.trim(),
    from,
    to,
    lines: lines.map((line) => ({
      profile: line.profile ?? '',
      activity: line.activity,
      level: line.level === '' ? '0' : line.level,
      currentLevel: line.currentLevel || null,
      goalLevel: line.goalLevel || null,
      languageCoverage: line.languageCoverage || null,
      titles: Number(line.titles) || 0,
      copies: Number(line.copies) || 0,
      budget: line.budget === '' ? null : Math.round(Number(line.budget) * 100),
      from: line.from,
      to: line.to,
      retainUntil: line.retainUntil,
      named: readNamed(line.named).titles,
    })),
  };
}

interface Named {
  readonly titles: NamedTitle[];
  readonly mistakes: { readonly line: number; readonly text: string; readonly lossy: boolean }[];
}

const PREFIXED = /^((?:ppn|ocn):\s*[\dXx]+)\s*(.*)$/i;
const WRITTEN = /^((?:ISBN[-: ]*)?\d[\d\- ]*[\dXx])(?:[\s,;:]+(.*))?$/;

/** Reads what someone typed or pasted: an identifier on each line, with the title after it if they like. */
export function readNamed(text: string): Named {
  const titles: NamedTitle[] = [];
  const mistakes: Named['mistakes'] = [];
  for (const [place, raw] of text.split('\n').entries()) {
    const line = raw.trim();
    if (line === '') continue;
    const read = readOne(line);
    if (read === null) mistakes.push({ line: place + 1, text: line.slice(0, 40), lossy: isLossyNumber(line) });
    else titles.push(read);
  }
  return { titles, mistakes };
}

function readOne(line: string): NamedTitle | null {
  const [, prefixed, afterPrefixed = ''] = PREFIXED.exec(line) ?? [];
  if (prefixed !== undefined) return titled(prefixed, afterPrefixed);
  const [, written = '', title = ''] = WRITTEN.exec(line) ?? [];
  if (isbn(written) !== null) return titled(written.trim(), title);
  const [first = '', ...rest] = line.split(/[\s,;]+/);
  return isbn(first) === null ? null : titled(first, rest.join(' '));
}

function titled(identifier: string, title: string): NamedTitle {
  return title.trim() === '' ? { identifier } : { identifier, title: title.trim() };
}
