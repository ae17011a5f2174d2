import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams, useSearchParams } from 'react-router';
import {
  FINDINGS,
  MATCHING_FIELDS,
  type Measure,
  PROFILE_FIELDS,
  qualityTrendQuery,
  type SourceQuality,
} from '../api/metadata-quality.ts';
import { useNames } from '../shell/session.tsx';
import { Empty } from '../ui/empty.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { Completeness } from './completeness.tsx';
import { Findings } from './findings.tsx';
import { ToMend } from './to-mend.tsx';
import { Trend } from './trend.tsx';

/** What the address calls the list that is shown. */
const LIST = 'lijst';

/** What the records of one source are like, how that went, and which of them to mend. */
export default function SourceQualityPage() {
  const { t } = useTranslation();
  const { isil = '', source = '' } = useParams();
  const name = useNames();
  const trend = useQuery(qualityTrendQuery(isil, source));
  return (
    <Page
      title={t('quality.one', { source, participant: name(isil) })}
      back={{ to: '/metadatakwaliteit', label: t('quality.back') }}
      lead={t('quality.lead')}
    >
      <Loaded query={trend} rows={8}>
        {(runs) => <Measured runs={runs} participant={isil} source={source} />}
      </Loaded>
    </Page>
  );
}

interface MeasuredProps {
  readonly runs: readonly SourceQuality[];
  readonly participant: string;
  readonly source: string;
}

function Measured({ runs, participant, source }: MeasuredProps) {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const [latest] = runs;
  if (latest === undefined) return <Empty title={t('quality.none')} text={t('quality.noneText')} />;
  const what = measureIn(search.get(LIST));
  const show = (measure: Measure): void => setSearch({ [LIST]: measure }, { replace: true });
  return (
    <div className="stack wide">
      <div className="columns columns-even">
        <Panel title={t('quality.matching')}>
          <p className="dim">{t('quality.matchingText')}</p>
          <Completeness quality={latest} fields={MATCHING_FIELDS} show={show} />
        </Panel>
        <Panel title={t('quality.profile')}>
          <p className="dim">{t('quality.profileText')}</p>
          <Completeness quality={latest} fields={PROFILE_FIELDS} show={show} />
        </Panel>
      </div>
      <Panel title={t('quality.findings')}>
        <p className="dim">{t('quality.findingsText')}</p>
        <Findings quality={latest} show={show} />
      </Panel>
      <Trend runs={runs} />
      <ToMend participant={participant} source={source} what={what} show={show} />
    </div>
  );
}

function measureIn(text: string | null): Measure {
  const all: readonly Measure[] = [...MATCHING_FIELDS, ...PROFILE_FIELDS, ...FINDINGS];
  return all.find((it) => it === text) ?? 'identifier';
}
