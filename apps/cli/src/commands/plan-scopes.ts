import type { Gateway } from '../gateway/gateway.ts';
import { pathOf } from './plan-consultation.ts';

interface Stretch {
  readonly from: string;
  readonly to: string;
}

/** How the scopes of a version lie to each other, as coverage tells of it. */
interface ScopeReport {
  readonly overlaps: readonly {
    readonly one: { readonly code: string };
    readonly other: { readonly code: string };
    readonly example: Readonly<Record<string, string | null>>;
    readonly translated: readonly { readonly scheme: string; readonly notation: string }[];
  }[];
  readonly scheme: string | null;
  readonly uncovered: readonly Stretch[];
  readonly translated: readonly {
    readonly scheme: string;
    readonly translated: readonly Stretch[];
    readonly uncovered: readonly Stretch[];
  }[];
}

/** What is worth knowing of a draft: profiles that claim the same titles, and what no profile claims, with crosswalks and without. */
export async function notesOn(gateway: Gateway, version: string): Promise<string[]> {
  const { overlaps, scheme, uncovered, translated } = await gateway.get<ScopeReport>(
    'coverage',
    `${pathOf(version)}/scopes`,
  );
  return [
    ...overlaps.map(overlapNote),
    ...partsNote(`No profile covers these parts of ${scheme}`, uncovered),
    ...translated.flatMap((it) => translationNotes(it, scheme)),
  ];
}

function translationNotes(of: ScopeReport['translated'][number], told: string | null): string[] {
  return [
    ...partsNote(`No profile names these parts of ${of.scheme}, but a crosswalk leads into one`, of.translated),
    ...(of.scheme === told ? [] : partsNote(`No profile covers these parts of ${of.scheme}`, of.uncovered)),
  ];
}

function overlapNote({ one, other, example, translated }: ScopeReport['overlaps'][number]): string {
  const like = Object.values(example).filter((value) => value !== null);
  const to = translated.map(({ scheme, notation }) => `${scheme} ${notation}`);
  return [
    `${one.code} and ${other.code} claim the same titles`,
    ...(like.length === 0 ? [] : [`such as ${like.join(' ')}`]),
    ...(to.length === 0 ? [] : [`by a crosswalk to ${to.join(' and ')}`]),
  ].join(', ');
}

function partsNote(text: string, parts: readonly Stretch[]): string[] {
  if (parts.length === 0) return [];
  return [`${text}: ${parts.map(({ from, to }) => (from === to ? from : `${from} to ${to}`)).join(', ')}`];
}
