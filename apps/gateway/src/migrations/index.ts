import { Sessions20261124T1530 } from './20261124T1530-sessions.ts';

/** In the order in which they are applied; an applied one never changes. */
export const migrations = [Sessions20261124T1530];
