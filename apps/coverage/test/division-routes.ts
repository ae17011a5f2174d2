import { randomUUID } from 'node:crypto';
import type { RunningCoverage } from './running.ts';

type Answers = Readonly<Record<string, number>>;

const owners = (status: number): Answers => ({ 'the plan owner': status, 'an administrator': status });

const get = (url: string, answers: Answers) => ({ method: 'GET' as const, url: () => url, answers });
const post = (url: string, body: object, answers: Answers) => ({
  method: 'POST' as const,
  url: () => url,
  body,
  answers,
});

/** Every route of candidates and divisions with what each person is answered; whoever is not named gets 403. */
export function divisionRoutes(coverage: () => RunningCoverage, all: (status: number) => Answers) {
  const none = randomUUID();
  return {
    'asking who could take on a profile': get('/coverage/profiles/muziek/candidates?activity=collect', all(200)),
    'taking who could take on a profile as CSV': get(
      '/coverage/profiles/muziek/candidates.csv?activity=collect',
      all(200),
    ),
    'asking who could take on a gap that is not there': get(`/flags/${none}/candidates`, all(404)),
    'taking who could take on a gap that is not there as CSV': get(`/flags/${none}/candidates.csv`, all(404)),
    'listing divisions': get('/divisions', owners(200)),
    'reading a division that is not there': get(`/divisions/${none}`, owners(404)),
    'taking a division that is not there as CSV': get(`/divisions/${none}/lines.csv`, owners(404)),
    'cancelling a division that is not there': post(`/divisions/${none}/cancel`, {}, owners(404)),
    'making a scenario of a division that is not there': post(
      `/divisions/${none}/scenario`,
      { name: 'Verdeling' },
      owners(404),
    ),
    'beginning a division': {
      method: 'POST' as const,
      // One is worked out at a time, and each of those who ask is to be answered the same.
      url: async () => {
        await coverage().em.execute('delete from division');
        return '/divisions';
      },
      body: { seconds: 1 },
      answers: owners(201),
    },
  };
}
