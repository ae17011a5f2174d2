/** What the shell is told: documented in the help and the README, so scripts can rely on them. */
export const EXIT = {
  done: 0,
  /** The command was not understood: nothing was sent. */
  usage: 2,
  /** The system refused, or could not be reached, or the work failed. */
  refused: 3,
  /** The delivery waits for somebody to confirm what it would remove. */
  held: 4,
} as const;
