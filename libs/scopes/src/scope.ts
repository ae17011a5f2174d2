import type { Audience, Classification, Material, Scheme } from '#libs/contracts';

/** A part of a classification: everything under a notation, or from one up to and including all under another. */
export type ClassificationRange =
  | { readonly scheme: Scheme; readonly prefix: string }
  | { readonly scheme: Scheme; readonly from: string; readonly to: string }
  | { readonly scheme: Scheme; readonly notation: string };

/** Which titles a profile is about: within every facet that is named, any of its values. */
export interface Scope {
  readonly classification: readonly ClassificationRange[];
  readonly material: readonly Material[];
  readonly language: readonly string[];
  readonly audience: readonly Audience[];
}

/** What of a title decides to which profiles it belongs. */
export interface Facets {
  readonly material: string;
  readonly language: string;
  readonly audience: string;
  readonly classifications: readonly Classification[];
}

/** The number of what no profile covers; profiles are numbered by their place in the plan, from 1. */
export const UNCLASSIFIED = 0;
