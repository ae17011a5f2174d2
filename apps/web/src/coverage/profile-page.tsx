import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { type Agreement, agreementsQuery } from '../api/agreements.ts';
import { profileQuery } from '../api/coverage.ts';
import { ProfileCandidates } from '../candidates/profile-candidates.tsx';
import { WhoKnows } from '../contacts/who-knows.tsx';
import { TargetList } from '../collection-plan/targets.tsx';
import { PlanLink } from '../flags/behind.tsx';
import { FlagList } from '../flags/flag-list.tsx';
import { useNames } from '../shell/session.tsx';
import { TitlesOverTime } from '../two-days/titles-over-time.tsx';
import { useFormat } from '../ui/format.ts';
import { Loaded } from '../ui/loaded.tsx';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { Stat, Stats } from '../ui/stat.tsx';
import { Term } from '../ui/term.tsx';
import { Ahead } from './ahead.tsx';
import { Holders } from './holders.tsx';
import { Overlap } from './overlap.tsx';
import { ScopeList } from './scope-list.tsx';
import { Spread } from './spread.tsx';
import { Translated } from './translated.tsx';

/** One profile: what the plan wants, who has what, who promised what, and what is the matter. */
export default function ProfilePage() {
  const { t } = useTranslation();
  const format = useFormat();
  const { code = '' } = useParams();
  const profile = useQuery(profileQuery(code));
  const agreements = useQuery(agreementsQuery({ profile: code }));
  const { data } = profile;
  return (
    <Page title={`${code} ${format.name(data?.name)}`} back={{ to: '/dekking', label: t('coverage.back') }}>
      <Stats>
        <Stat label={t('coverage.networkTitles')} value={data && format.number(data.titles)} />
        <Stat label={t('coverage.holders')} value={data?.participants.filter(({ titles }) => titles > 0).length} />
        <Stat label={t('coverage.flags')} value={data?.flags.length} tone={data?.flags.length ? 'warn' : 'good'} />
      </Stats>
      <div className="columns">
        <Panel title={<Term id="target">{t('coverage.targets')}</Term>}>
          <Loaded query={profile}>
            {({ targets, scope }) => (
              <>
                <TargetList targets={targets} none={t('coverage.noTargets')} />
                {scope && <ScopeList scope={scope} />}
              </>
            )}
          </Loaded>
        </Panel>
        <Panel title={t('coverage.flags')}>
          <Loaded query={profile}>
            {({ flags }) =>
              flags.length === 0 ? <p className="dim">{t('coverage.noFlags')}</p> : <FlagList flags={flags} />
            }
          </Loaded>
        </Panel>
      </div>
      <Panel title={t('coverage.ahead')}>
        <Loaded query={profile}>{({ flags }) => <Ahead flags={flags} />}</Loaded>
      </Panel>
      <Panel
        title={t('twoDays.timeLine')}
        actions={<Link to={`/dagen-vergelijken?profiel=${encodeURIComponent(code)}`}>{t('twoDays.title')}</Link>}
      >
        <TitlesOverTime profile={code} />
      </Panel>
      <Panel title={t('coverage.participants')} plain>
        <Loaded query={profile}>{(it) => <Holders profile={it} />}</Loaded>
      </Panel>
      <Panel title={<Term id="overlap">{t('coverage.overlap')}</Term>} plain>
        <Loaded query={profile}>{(it) => <Overlap profile={it} />}</Loaded>
      </Panel>
      <Panel title={t('coverage.spread')}>
        <Loaded query={profile}>{(it) => <Spread profile={it} />}</Loaded>
      </Panel>
      {data && <Translated profile={data} />}
      <Panel title={<Term id="agreement">{t('coverage.agreements')}</Term>}>
        <Loaded query={agreements}>
          {(items) =>
            items.length === 0 ? <p className="dim">{t('coverage.noAgreements')}</p> : <Agreements agreements={items} />
          }
        </Loaded>
      </Panel>
      {data !== undefined && <ProfileCandidates key={code} profile={code} targets={data.targets} />}
      <WhoKnows profile={code} />
    </Page>
  );
}

function Agreements({ agreements }: { agreements: readonly Agreement[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const name = useNames();
  return (
    <ul className="agreements">
      {agreements.map((it) => (
        <li key={it.id}>
          <PlanLink plan={it.plan} name={name(it.participant)} />
          <span>
            {t(`ui.activity.${it.activity}`)} · AC {it.level} ·{' '}
            {t('ui.period', { from: format.day(it.from), to: format.day(it.to) })}
          </span>
        </li>
      ))}
    </ul>
  );
}
