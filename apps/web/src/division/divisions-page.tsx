import { Button, Checkbox, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { beginDivision, type DivisionSummary, divisionsQuery } from '../api/divisions.ts';
import { Empty } from '../ui/empty.tsx';
import { useFormat } from '../ui/format.ts';
import { Loaded } from '../ui/loaded.tsx';
import { Mark } from '../ui/mark.tsx';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { Term } from '../ui/term.tsx';
import { TONES } from './tones.ts';

/** Asks for a division, and lists those that were worked out. */
export default function DivisionsPage() {
  const { t } = useTranslation();
  const divisions = useQuery(divisionsQuery);
  return (
    <Page
      title={t('division.title')}
      lead={
        <>
          {t('division.lead')} <Term id="division" />
        </>
      }
      back={{ to: '/scenarios', label: t('scenarios.title') }}
    >
      <Panel title={t('division.settings')}>
        <Settings />
      </Panel>
      <Panel title={t('division.earlier')}>
        <Loaded query={divisions}>
          {(items) =>
            items.length === 0 ? (
              <Empty title={t('division.none')} text={t('division.noneText')} />
            ) : (
              <ul className="items">
                {items.map((it) => (
                  <Item key={it.id} division={it} />
                ))}
              </ul>
            )
          }
        </Loaded>
      </Panel>
    </Page>
  );
}

function Settings() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const format = useFormat();
  const [factor, setFactor] = useState(format.number(1.5));
  const [moves, setMoves] = useState(false);
  const [seconds, setSeconds] = useState('60');
  const [tried, setTried] = useState(false);
  const asked = { factor: Number(factor.replace(',', '.')), moves, seconds: Number(seconds) };
  const wrongFactor = asked.factor >= 0.5 && asked.factor <= 10 ? null : t('division.factorWrong');
  const wrongSeconds =
    /^\d+$/.test(seconds) && asked.seconds >= 1 && asked.seconds <= 300 ? null : t('division.secondsWrong');
  const beginning = useMutation({
    mutationFn: () => beginDivision(asked),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ['divisions', 'list'] });
      await navigate(`/scenarios/verdeling/${id}`);
    },
  });
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (wrongFactor === null && wrongSeconds === null) beginning.mutate();
      }}
    >
      <p className="dim">{t('division.task')}</p>
      <TextInput
        label={t('division.factor')}
        description={t('division.factorHint')}
        inputMode="decimal"
        className="short-input"
        value={factor}
        error={tried && wrongFactor}
        onChange={({ currentTarget }) => setFactor(currentTarget.value)}
      />
      <Checkbox
        label={t('division.moves')}
        description={t('division.movesHint')}
        checked={moves}
        onChange={({ currentTarget }) => setMoves(currentTarget.checked)}
      />
      <TextInput
        label={t('division.seconds')}
        inputMode="numeric"
        className="short-input"
        value={seconds}
        error={tried && wrongSeconds}
        onChange={({ currentTarget }) => setSeconds(currentTarget.value)}
      />
      {beginning.error !== null && <ProblemNote error={beginning.error} />}
      <div className="row">
        <Button type="submit" loading={beginning.isPending}>
          {t('division.begin')}
        </Button>
      </div>
    </form>
  );
}

function Item({ division: { id, owner, settings, state, madeAt, plan } }: { division: DivisionSummary }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <li className="item">
      <div className="row between">
        <Link to={`/scenarios/verdeling/${id}`} className="item-name">
          {format.moment(madeAt)}
        </Link>
        <Mark tone={TONES[state]}>{t(`division.state.${state}`)}</Mark>
      </div>
      <p className="dim small">
        {[
          t('division.by', { name: owner }),
          plan,
          t('division.factorIs', { factor: format.number(settings.factor) }),
          t(settings.moves ? 'division.movesIs' : 'division.staysIs'),
        ].join(' · ')}
      </p>
    </li>
  );
}
