import { Button, NativeSelect } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { collectionPlanQuery, collectionPlansQuery } from '../api/coverage.ts';
import { Confirm } from '../ui/confirm.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';

interface BeginWithProps {
  /** Whether there is something in the field that somebody wrote. */
  readonly written: boolean;
  readonly begin: (text: string) => void;
}

/** Puts the text of a version in the field, to write the next one from; what somebody wrote there goes after a question. */
export function BeginWith({ written, begin }: BeginWithProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data: versions = [] } = useQuery(collectionPlansQuery);
  const [chosen, setChosen] = useState<string | null>(null);
  const [asked, setAsked] = useState(false);
  const taking = useMutation({
    mutationFn: async (token: string) => {
      const [code = '', version = ''] = token.split('/');
      return (await client.fetchQuery(collectionPlanQuery(code, version))).yaml;
    },
    onSuccess: begin,
    onSettled: () => setAsked(false),
  });
  const token = chosen ?? (versions.find(({ state }) => state === 'adopted') ?? versions[0])?.token;
  if (token === undefined) return null;
  return (
    <>
      <div className="stack">
        <NativeSelect
          label={t('collectionPlan.beginWith')}
          value={token}
          data={versions.map((it) => ({
            value: it.token,
            label: `${t('collectionPlan.version', { version: it.version })} (${t(`collectionPlan.state.${it.state}`)}): ${it.title}`,
          }))}
          onChange={(event) => setChosen(event.currentTarget.value)}
        />
        <div className="row">
          <Button
            variant="default"
            loading={taking.isPending}
            onClick={() => (written ? setAsked(true) : taking.mutate(token))}
          >
            {t('collectionPlan.takeText')}
          </Button>
        </div>
      </div>
      {taking.error !== null && <ProblemNote error={taking.error} />}
      <Confirm
        opened={asked}
        title={t('collectionPlan.replaceText')}
        confirm={t('collectionPlan.takeText')}
        busy={taking.isPending}
        onConfirm={() => taking.mutate(token)}
        onClose={() => setAsked(false)}
      >
        <p>{t('collectionPlan.replaceTextWhy')}</p>
      </Confirm>
    </>
  );
}
