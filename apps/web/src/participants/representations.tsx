import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Participant } from '../api/agreements.ts';
import { type Representation, representationsQuery } from '../api/representations.ts';
import { useActsFor, useActsItselfFor, useMe } from '../shell/session.tsx';
import { useFormat } from '../ui/format.ts';
import { Loaded } from '../ui/loaded.tsx';
import { Panel } from '../ui/panel.tsx';
import { today } from '../ui/today.ts';
import { Appoint } from './appoint.tsx';
import { EndRepresentation } from './end-representation.tsx';

/** Who acts for a library, or for which libraries a support organisation acts; nothing about others. */
export function Representations({ participant }: { participant: Participant }) {
  if (participant.kind === 'library') return <OfLibrary participant={participant} />;
  return participant.kind === 'support-organisation' ? <OfSupport participant={participant} /> : null;
}

function OfLibrary({ participant: { isil } }: { participant: Participant }) {
  const { t } = useTranslation();
  const me = useMe();
  const itself = useActsItselfFor(isil);
  const acting = useActsFor(isil);
  const known = useQuery(representationsQuery({ participant: isil }));
  const [asked, setAsked] = useState(false);
  return (
    <Panel
      title={t('participants.represented')}
      actions={
        itself && (
          <Button variant="default" size="xs" onClick={() => setAsked(true)}>
            {t('participants.appoint')}
          </Button>
        )
      }
    >
      <p className="dim small">{t('participants.representedText')}</p>
      <Loaded query={known}>
        {(items) =>
          items.some(lasts) ? (
            <Items items={items.filter(lasts)} side="representative" />
          ) : (
            <p>{t('participants.nobodyRepresents')}</p>
          )
        }
      </Loaded>
      {acting && me.participant !== isil && (
        <Button component={Link} to={`/acquisitieplannen/nieuw?participant=${isil}`} variant="default">
          {t('participants.planFor')}
        </Button>
      )}
      {asked && <Appoint participant={isil} close={() => setAsked(false)} />}
    </Panel>
  );
}

function OfSupport({ participant: { isil } }: { participant: Participant }) {
  const { t } = useTranslation();
  const known = useQuery(representationsQuery({ representative: isil }));
  return (
    <Panel title={t('participants.represents')}>
      <Loaded query={known}>
        {(items) =>
          items.some(lasts) ? (
            <Items items={items.filter(lasts)} side="participant" />
          ) : (
            <p>{t('participants.representsNobody')}</p>
          )
        }
      </Loaded>
    </Panel>
  );
}

function Items({ items, side }: { items: readonly Representation[]; side: 'participant' | 'representative' }) {
  const [ending, setEnding] = useState<Representation | null>(null);
  return (
    <>
      <ul className="items">
        {items.map((it) => (
          <Item key={it.id} it={it} side={side} end={() => setEnding(it)} />
        ))}
      </ul>
      {ending !== null && <EndRepresentation representation={ending} close={() => setEnding(null)} />}
    </>
  );
}

interface ItemProps {
  readonly it: Representation;
  readonly side: 'participant' | 'representative';
  readonly end: () => void;
}

function Item({ it, side, end }: ItemProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const library = useActsItselfFor(it.participant);
  const support = useActsItselfFor(it.representative);
  return (
    <li className="item">
      <div className="row between">
        <Link to={`/deelnemers/${it[side]}`} className="item-name">
          {it[`${side}Name`]}
        </Link>
        {(library || support) && (
          <Button variant="subtle" size="xs" onClick={end}>
            {t('participants.endRepresentation')}
            <span className="sr-only">: {it[`${side}Name`]}</span>
          </Button>
        )}
      </div>
      <p className="dim small">
        {it.to === null
          ? t('participants.since', { from: format.day(it.from) })
          : t('ui.period', { from: format.day(it.from), to: format.day(it.to) })}
      </p>
    </li>
  );
}

/** Is it in force, or still to come? */
function lasts({ from, to }: Representation): boolean {
  return to === null || (to >= today() && to >= from);
}
