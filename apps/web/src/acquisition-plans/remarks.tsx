import { Button, Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AcquisitionPlan } from '../api/agreements.ts';
import { type Remark, remark, remarksQuery } from '../api/plan-review.ts';
import { useActsFor, useRole } from '../shell/session.tsx';
import { useFormat } from '../ui/format.ts';
import { UnsavedGuard } from '../ui/guard.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';

const OPEN: ReadonlySet<AcquisitionPlan['state']> = new Set<AcquisitionPlan['state']>([
  'submitted',
  'in-review',
  'returned',
]);

interface RemarksProps {
  readonly plan: AcquisitionPlan;
  /** The line that they are about; `null`: the plan as a whole. */
  readonly line: string | null;
  /** The line's number for the reader. */
  readonly number?: number;
}

/** What the participant and the plan owner said to each other; others do not read that. */
export function Remarks({ plan, line, number }: RemarksProps) {
  const { t } = useTranslation();
  const takesPart = useTakesPart(plan);
  const { data, error } = useQuery({ ...remarksQuery(plan.id), enabled: takesPart });
  const said = data?.filter((it) => it.line === line) ?? [];
  const open = OPEN.has(plan.state);
  if (!takesPart || (!open && said.length === 0)) return null;
  const title = number === undefined ? t('review.remarks') : t('review.remarksOnLine', { number });
  return (
    <section className="remarks" aria-label={title}>
      <h4>{title}</h4>
      {error !== null && <ProblemNote error={error} />}
      <ol className="items">
        {said.map((it) => (
          <Said key={it.id} said={it} version={plan.version} />
        ))}
      </ol>
      {open && <Say plan={plan.id} line={line} title={title} />}
    </section>
  );
}

function useTakesPart({ participant, state }: AcquisitionPlan): boolean {
  const writes = useActsFor(participant);
  const reviews = useRole('plan-owner', 'administrator');
  return state !== 'draft' && (reviews || writes);
}

function Said({ said: { by, name, at, text, version: about }, version }: { said: Remark; version: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <li className="item">
      <p className="remark-text">{text}</p>
      <p className="dim small">
        {name}, {t(`review.by.${by}`)} · {format.moment(at)}
        {about !== version && ` · ${t('review.aboutVersion', { version: about })}`}
      </p>
    </li>
  );
}

function Say({ plan, line, title }: { plan: string; line: string | null; title: string }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const saying = useMutation({
    mutationFn: () => remark(plan, line, text.trim()),
    onSuccess: async () => {
      setText('');
      setTried(false);
      await client.invalidateQueries({ queryKey: ['acquisition-plans', 'remarks', plan] });
    },
  });
  return (
    <form
      className="stack"
      noValidate
      aria-label={title}
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (text.trim() !== '') saying.mutate();
      }}
    >
      <Textarea
        label={t('review.say')}
        autosize
        minRows={1}
        maxLength={2000}
        value={text}
        error={tried && text.trim() === '' ? t('review.sayMissing') : null}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {saying.error !== null && <ProblemNote error={saying.error} />}
      {text !== '' && (
        <div className="row end">
          <Button type="submit" size="xs" variant="default" loading={saying.isPending}>
            {t('review.sayButton')}
          </Button>
        </div>
      )}
      <UnsavedGuard dirty={text.trim() !== ''} />
    </form>
  );
}
