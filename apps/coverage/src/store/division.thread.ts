import { parentPort, workerData } from 'node:worker_threads';
import type { Capacities } from '../model/capacity.ts';
import { chosenIn, programmeOf } from '../model/division-programme.ts';
import { proposalOf } from '../model/division-proposal.ts';
import { divisionProblem, type DivisionSettings } from '../model/division.ts';
import type { FromThread } from './dividing-apart.ts';
import { solve } from './solving.ts';

const port = parentPort;
if (port === null) throw new Error('This module is run as a thread of its own');

const { known, settings, seconds } = workerData as {
  known: Capacities;
  settings: DivisionSettings;
  seconds: number;
};
const tell = (message: FromThread): void => port.postMessage(message);
const problem = divisionProblem(known, settings);
const programme = programmeOf(problem);
const solved = await solve(programme, seconds, (headway) => tell({ headway }));
tell(
  solved === null
    ? { nothing: true }
    : {
        proposal: proposalOf(known, problem, chosenIn(problem, solved.chosen)),
        optimal: solved.optimal,
        headway: solved.headway,
      },
);
