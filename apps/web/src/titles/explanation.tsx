import { Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { type Comparison, comparisonQuery, type Connection, type Numbers, type Reason } from '../api/title.ts';
import { type Format, useFormat } from '../ui/format.ts';
import { Loaded } from '../ui/loaded.tsx';
import { Panel } from '../ui/panel.tsx';

interface ExplanationProps {
  readonly one: string;
  readonly other: string;
  readonly close: () => void;
}

/** Why two records are one title, step by step, or why they are not. */
export function Explanation({ one, other, close }: ExplanationProps) {
  const { t } = useTranslation();
  const comparison = useQuery(comparisonQuery(one, other));
  return (
    <Panel
      title={t('titles.explanation')}
      actions={
        <Button variant="subtle" leftSection={<IconX size={16} aria-hidden />} onClick={close}>
          {t('titles.closeExplanation')}
        </Button>
      }
    >
      <Loaded query={comparison}>{(told) => <Told comparison={told} />}</Loaded>
    </Panel>
  );
}

function Told({ comparison }: { comparison: Comparison }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { same, links, reasons } = comparison;
  const words = wordsFor(t, format, comparison);
  return (
    <output>
      <p>
        <strong>{t(same ? 'titles.isSame' : 'titles.isNotSame')}</strong>
      </p>
      {same ? (
        <ol className="explained">
          {links.map(({ from, to, by }) => (
            <li key={`${from} ${to}`}>
              {t('titles.linkText', { from: words.record(from), to: words.record(to), what: words.link(by) })}
            </li>
          ))}
        </ol>
      ) : (
        <ul className="explained">
          {reasons.map((reason) => {
            const said = words.reason(reason);
            return <li key={said}>{said}</li>;
          })}
        </ul>
      )}
    </output>
  );
}

interface ExplanationWords {
  readonly record: (record: string) => string;
  readonly link: (by: Connection) => string;
  readonly reason: (reason: Reason) => string;
}

function wordsFor(t: TFunction, format: Format, { records, decisions }: Comparison): ExplanationWords {
  const record = (key: string): string => {
    const found = records.find((it) => it.record === key);
    if (found === undefined) return key;
    return t('titles.record', {
      title: found.title === '' ? t('titles.untitled') : found.title,
      name: found.name,
      number: found.localId,
    });
  };
  const decision = (number: number): { by: string; reason: string } => {
    const { by = '', reason = '' } = decisions.find((it) => it.number === number) ?? {};
    return { by, reason };
  };
  const number = ({ kind, value }: Numbers[number]) => ({ kind: t(`search.kinds.${kind}`), value });
  const numbers = (all: Numbers): string => {
    if (all.length === 0) return t('titles.nothing');
    return format.list(all.map(number).map(({ kind, value }) => `${kind} ${value}`));
  };
  return {
    record,
    link: (by) => {
      if (by.kind === 'description') return t('titles.link.description');
      if (by.kind === 'decision') return t('titles.link.decision', decision(by.number));
      return by.identifier === null ? t('titles.link.variant') : t('titles.link.identifier', number(by.identifier));
    },
    reason: (it) => {
      if (it.kind === 'set-apart') {
        return t('titles.notBecause.setApart', { record: record(it.record), ...decision(it.number) });
      }
      if (it.kind === 'no-number-shared') {
        return t('titles.notBecause.noNumberShared', { one: numbers(it.one), other: numbers(it.other) });
      }
      if (it.kind === 'number-of-another-part') return t('titles.notBecause.anotherPart', number(it.identifier));
      if (it.kind === 'description-does-not-count') return t('titles.notBecause.doesNotCount');
      const named = it.kind === 'description-differs' ? it.fields : it.missing;
      const fields = format.list(named.map((field) => t(`titles.field.${field}`)));
      if (it.kind === 'description-differs') return t('titles.notBecause.differs', { fields });
      return t('titles.notBecause.incomplete', { record: record(it.record), fields });
    },
  };
}
