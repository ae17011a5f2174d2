/** The columns of the plan's list as CSV: a row for each action of an agreement, or one for an agreement without actions. */
export const LIST_COLUMNS = [
  'agreement',
  'cluster',
  'kind',
  'text',
  'opgaven',
  'flags',
  'flag profiles',
  'flag activity',
  'action',
  'action text',
  'owner',
  'due',
] as const;

/** Written for readers, and not read back: how the agreement and its action stand. */
export const STANDING_COLUMNS = [
  'owner name',
  'open flags',
  'state',
  'progress',
  'overdue',
  'last report',
  'reported',
] as const;

export const ACTION_COLUMNS = ['action text', 'owner', 'due'] as const;

/** The column that says what was wrong with a row that is given back. It is not read. */
export const PROBLEM_COLUMN = 'problem';
