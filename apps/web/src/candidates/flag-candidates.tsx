import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { flagCandidatesFile, flagCandidatesQuery } from '../api/candidates.ts';
import type { Flag } from '../api/coverage.ts';
import { Loaded } from '../ui/loaded.tsx';
import { CandidateList } from './candidate-list.tsx';

/** Who could take on what an open gap is about. */
export function FlagCandidates({ flag: { id, kind } }: { flag: Flag }) {
  const { t } = useTranslation();
  const candidacy = useQuery(flagCandidatesQuery(id));
  return (
    <div className="stack">
      <p>{t('candidates.lead')}</p>
      {kind === 'gap.volume' && <p>{t('candidates.volume')}</p>}
      {kind === 'gap.preservation' && <p>{t('candidates.preservation')}</p>}
      <Loaded query={candidacy}>{(found) => <CandidateList candidacy={found} csv={flagCandidatesFile(id)} />}</Loaded>
    </div>
  );
}
