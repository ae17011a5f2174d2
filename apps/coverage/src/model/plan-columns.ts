/** The columns of a plan as CSV: a row for each activity of a profile, or one for a profile without targets. */
export const PLAN_COLUMNS = ['plan', 'title', 'from', 'to', 'level bands'] as const;

/** Said on the first row of a profile; on its other rows the same, or left empty. */
export const PROFILE_COLUMNS = [
  'name nl',
  'name en',
  'classification',
  'material',
  'language',
  'audience',
  'measured against',
] as const;

export const TARGET_COLUMNS = [
  'level',
  'participants min',
  'participants max',
  'titles min',
  'retained min',
  'overlap threshold',
  'enough holders',
] as const;

export const COLUMNS = [...PLAN_COLUMNS, 'profile', ...PROFILE_COLUMNS, 'activity', ...TARGET_COLUMNS] as const;
export type Column = (typeof COLUMNS)[number];

/** A file without one of these cannot be a plan. */
export const REQUIRED_COLUMNS = ['plan', 'title', 'from', 'to', 'profile', 'name nl'] as const satisfies Column[];
