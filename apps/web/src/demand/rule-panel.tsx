import { Button, NumberInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { agreeOnDemand, type DemandRule, demandRuleQuery } from '../api/loan-requests.ts';
import { useRole } from '../shell/session.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { Waiting } from '../ui/loaded.tsx';
import { Panel } from '../ui/panel.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';

const NUMBERS = ['buyAt', 'offerAt', 'perCopy'] as const satisfies readonly (keyof DemandRule)[];
const MOST = 10_000;

/** From where on demand counts, as was agreed; the plan owner changes it. */
export function RulePanel() {
  const { t } = useTranslation();
  const owner = useRole('plan-owner');
  const { data, error, refetch } = useQuery(demandRuleQuery);
  const [asked, question] = useDisclosure(false);
  return (
    <Panel
      title={t('demand.rule')}
      actions={
        owner &&
        data !== undefined && (
          <Button size="xs" variant="default" onClick={question.open}>
            {t('demand.change')}
          </Button>
        )
      }
    >
      {data === undefined ? (
        error === null ? (
          <Waiting rows={3} />
        ) : (
          <ProblemNote error={error} retry={() => void refetch()} />
        )
      ) : (
        <>
          <ul>
            {NUMBERS.map((number) => (
              <li key={number}>{t(`demand.${number}`, { count: data[number] })}</li>
            ))}
          </ul>
          <p className="dim small">
            {t('demand.ruleText')} {t('demand.unmetText')}
          </p>
        </>
      )}
      {asked && data !== undefined && <Question rule={data} close={question.close} />}
    </Panel>
  );
}

function Question({ rule, close }: { rule: DemandRule; close: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [wanted, setWanted] = useState<Record<keyof DemandRule, number | string>>({ ...rule });
  const isRight = NUMBERS.every((number) => isNumber(wanted[number]));
  const agreeing = useMutation({
    mutationFn: agreeOnDemand,
    onSuccess: async (agreed) => {
      client.setQueryData(demandRuleQuery.queryKey, agreed);
      close();
      await client.invalidateQueries({ queryKey: ['purchase-checks'] });
    },
  });
  return (
    <Confirm
      opened
      title={t('demand.changeTitle')}
      confirm={t('ui.save')}
      busy={agreeing.isPending}
      error={agreeing.error}
      onConfirm={() => {
        const { buyAt, offerAt, perCopy } = wanted;
        if (isRight) agreeing.mutate({ buyAt: Number(buyAt), offerAt: Number(offerAt), perCopy: Number(perCopy) });
      }}
      onClose={close}
    >
      <div className="stack">
        <p>{t('demand.changeText')}</p>
        {NUMBERS.map((number, at) => (
          <NumberInput
            key={number}
            label={t(`demand.field.${number}`)}
            min={1}
            max={MOST}
            allowDecimal={false}
            value={wanted[number]}
            error={isNumber(wanted[number]) ? null : t('demand.wrongNumber')}
            onChange={(value) => setWanted({ ...wanted, [number]: value })}
            {...(at === 0 && { 'data-autofocus': true })}
          />
        ))}
      </div>
    </Confirm>
  );
}

function isNumber(value: number | string): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= MOST;
}
