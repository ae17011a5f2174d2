import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { DividedLoad, Division, DivisionLine, DivisionProposal, RemainingGap } from '../api/divisions.ts';
import type { FlagKind, Localised } from '../api/coverage.ts';
import { wordsOf } from '../flags/kinds.ts';
import { Empty } from '../ui/empty.tsx';
import { useFormat } from '../ui/format.ts';
import { Mark } from '../ui/mark.tsx';
import { Panel } from '../ui/panel.tsx';
import { Stat, Stats } from '../ui/stat.tsx';
import { TableFrame } from '../ui/table-frame.tsx';

/** So many of a list are shown at first, and so many more at a time. */
const SHOWN = 25;

interface ProposalPanelsProps {
  readonly division: Division;
  readonly proposal: DivisionProposal;
}

/** What a division proposes: what it yields, who is to do what and why, what stays open and why, and who carries what. */
export function ProposalPanels({ division, proposal }: ProposalPanelsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { tasks, lines, closed, remaining, loads, evenShare } = proposal;
  const seconds = format.number(Math.round(division.seconds * 10) / 10);
  return (
    <>
      <Stats>
        <Stat
          label={t('division.met')}
          value={format.number(tasks.metAfter)}
          note={t('division.metNote', {
            before: format.number(tasks.metBefore),
            asked: format.number(tasks.asked),
          })}
        />
        <Stat label={t('division.count')} value={format.number(lines.length)} />
        <Stat label={t('division.closed')} value={format.number(closed.length)} />
        <Stat
          label={t('division.remaining')}
          value={format.number(remaining.length)}
          tone={remaining.length > 0 ? 'warn' : 'good'}
        />
      </Stats>
      <p className="row standing-note">
        <Mark tone={division.optimal === true ? 'good' : 'warn'}>
          {t(division.optimal === true ? 'division.optimal' : 'division.found')}
        </Mark>
        <span>
          {division.optimal === true
            ? t('division.optimalText', { seconds })
            : t('division.foundText', { gap: format.share(division.gap ?? 1) })}
        </span>
      </p>
      <Panel title={t('division.lines')}>
        {lines.length === 0 ? (
          <Empty title={t('division.noLines')} text={t('division.noLinesText')} />
        ) : (
          <Part items={lines}>{(some) => <Lines lines={some} all={lines} />}</Part>
        )}
      </Panel>
      <Panel title={t('division.remains')}>
        {remaining.length === 0 ? (
          <p className="dim">{t('division.nothingRemains')}</p>
        ) : (
          <Part items={remaining}>{(some) => <Remains remaining={some} />}</Part>
        )}
      </Panel>
      <Panel title={t('division.loads')} plain>
        <p className="dim pad">{t('division.loadsText', { share: format.number(Math.round(evenShare * 10) / 10) })}</p>
        <Loads loads={loads} />
      </Panel>
    </>
  );
}

/** A long list, a part at a time. */
function Part<T>({ items, children }: { items: readonly T[]; children: (some: readonly T[]) => ReactNode }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(SHOWN);
  const left = items.length - shown;
  return (
    <>
      {children(items.slice(0, shown))}
      {left > 0 && (
        <Button variant="default" onClick={() => setShown(shown + 4 * SHOWN)}>
          {t('division.more', { count: left })}
        </Button>
      )}
    </>
  );
}

function Lines({ lines, all }: { lines: readonly DivisionLine[]; all: readonly DivisionLine[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const perTask = Map.groupBy(all, taskOf);
  return (
    <ul className="items">
      {lines.map((line) => (
        <li key={`${taskOf(line)} ${line.participant.isil}`} className="item">
          <div className="row between">
            <strong>
              {t(`division.line.${line.kind}`, {
                name: line.participant.name,
                activity: t(`ui.activity.${line.activity}`),
                level: line.level,
              })}
            </strong>
            <ProfileLink {...line} />
          </div>
          <p>{format.name(line.reason)}</p>
          {line.closes.length > 0 && (
            <p className="dim small">
              <Gaps
                gaps={line.closes}
                word={(perTask.get(taskOf(line))?.length ?? 0) > 1 ? 'closesTogether' : 'closes'}
              />
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}

function taskOf({ profile, activity }: DivisionLine): string {
  return `${activity} ${profile}`;
}

function Gaps({ gaps, word }: { gaps: readonly FlagKind[]; word: 'closes' | 'closesTogether' }) {
  const { t } = useTranslation();
  const format = useFormat();
  return t(`division.${word}`, { gaps: format.list(gaps.map((kind) => t(`${wordsOf(kind)}.name`))) });
}

function Remains({ remaining }: { remaining: readonly RemainingGap[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <ul className="items">
      {remaining.map((it) => (
        <li key={`${it.activity} ${it.profile}`} className="item">
          <div className="row between">
            <span className="row">
              <strong>
                {t('division.remainsLine', { activity: t(`ui.activity.${it.activity}`), level: it.level })}
              </strong>
              {it.gaps.map((kind) => (
                <Mark key={kind} tone="warn">
                  {t(`${wordsOf(kind)}.name`)}
                </Mark>
              ))}
            </span>
            <ProfileLink {...it} />
          </div>
          <p>{format.name(it.reason)}</p>
        </li>
      ))}
    </ul>
  );
}

function ProfileLink({ profile, profileName }: { readonly profile: string; readonly profileName: Localised }) {
  const format = useFormat();
  return (
    <Link to={`/dekking/${encodeURIComponent(profile)}`}>
      {profile} {format.name(profileName)}
    </Link>
  );
}

function Loads({ loads }: { loads: readonly DividedLoad[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const sorted = loads.toSorted((one, other) => other.after - one.after);
  return (
    <TableFrame>
      <table className="table" aria-label={t('division.loads')}>
        <thead>
          <tr>
            <th scope="col">{t('division.participant')}</th>
            {(['before', 'afterwards', 'most'] as const).map((word) => (
              <th key={word} scope="col" className="num">
                {t(`division.${word}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted.map(({ participant, before, after, most }) => (
            <tr key={participant.isil}>
              <th scope="row">{participant.name}</th>
              <td className="num">{format.number(before)}</td>
              <td className="num">{format.number(after)}</td>
              <td className="num">{format.number(most)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}
