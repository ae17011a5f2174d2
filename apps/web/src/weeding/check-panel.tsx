import { Button, NativeSelect, Progress, Textarea } from '@mantine/core';
import { IconListCheck } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { profilesQuery } from '../api/agreements.ts';
import { checkWithdrawal, titlesInFile } from '../api/withdrawals.ts';
import { ChooseFile } from '../ui/choose-file.tsx';
import { useFormat } from '../ui/format.ts';
import { UnsavedGuard } from '../ui/guard.tsx';
import { Panel } from '../ui/panel.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { Term } from '../ui/term.tsx';
import { CheckResult } from './check-result.tsx';
import { DecidePanel } from './decide-panel.tsx';
import { readLines, type TypedLine, writeLines } from './listed-text.ts';

const MOST = 5_000;

/** Takes a list of what is to go, says what is advised about each title, and lets it be decided. */
export function CheckPanel({ participant }: { participant: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [text, setText] = useState('');
  const [profile, setProfile] = useState('');
  const [decided, setDecided] = useState(false);
  const lines = readLines(text);
  const checking = useMutation({
    mutationFn: async (asked: { participant: string; lines: TypedLine[]; profile: string }) => {
      const items = asked.lines.map(({ title }) => title);
      const check = await checkWithdrawal({
        participant: asked.participant,
        profile: asked.profile || undefined,
        items,
      });
      return { ...asked, check, id: crypto.randomUUID() };
    },
  });
  const reading = useMutation({
    mutationFn: titlesInFile,
    onSuccess: ({ items }) => change(() => setText((before) => joined(before, writeLines(items)))),
  });
  const change = (set: () => void): void => {
    set();
    checking.reset();
  };
  // What was checked in another's name says nothing about this one.
  const result = checking.data?.participant === participant ? checking.data : undefined;
  return (
    <div className="stack wide">
      <Panel title={t('weeding.check')}>
        <form
          className="stack"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (lines.length > 0 && lines.length <= MOST) checking.mutate({ participant, lines, profile });
          }}
        >
          <Textarea
            label={t('weeding.titles')}
            description={t('weeding.titlesText')}
            placeholder={'9789021434049\n9789021434049;2'}
            autosize
            minRows={6}
            maxRows={16}
            spellCheck={false}
            value={text}
            error={lines.length > MOST ? t('weeding.tooMany', { most: format.number(MOST) }) : null}
            onChange={({ currentTarget }) => change(() => setText(currentTarget.value))}
          />
          <div className="row between">
            <span className="dim small" aria-live="polite">
              {t('weeding.lines', { count: lines.length })}
            </span>
            <ChooseFile
              label={t('weeding.file')}
              accept=".csv,.tsv,.txt,text/csv,text/plain"
              busy={reading.isPending}
              choose={(file) => reading.mutate(file)}
            />
          </div>
          {reading.error !== null && <ProblemNote error={reading.error} />}
          <Profile value={profile} choose={(value) => change(() => setProfile(value))} />
          {checking.isPending && <Busy count={checking.variables.lines.length} />}
          {checking.error !== null && (
            <ProblemNote error={checking.error} retry={() => checking.mutate({ participant, lines, profile })} />
          )}
          <div className="row between">
            <span className="dim small">
              <Term id="withdrawal" /> · <Term id="extant" /> · <Term id="retentionCommitment" />
            </span>
            <Button
              type="submit"
              disabled={lines.length === 0}
              loading={checking.isPending}
              leftSection={<IconListCheck size={18} aria-hidden />}
            >
              {t('weeding.start')}
            </Button>
          </div>
        </form>
      </Panel>
      {result !== undefined && (
        <>
          <CheckResult key={result.id} check={result.check} lines={result.lines} />
          {result.check.items.length > 0 && (
            <DecidePanel
              key={`${result.id} decide`}
              id={result.id}
              participant={participant}
              profile={result.profile}
              items={result.check.items}
              onDecided={() => setDecided(true)}
            />
          )}
        </>
      )}
      <UnsavedGuard dirty={text.trim() !== '' && !decided} />
    </div>
  );
}

function joined(before: string, more: string): string {
  return before.trim() === '' ? more : `${before.trimEnd()}\n${more}`;
}

function Busy({ count }: { count: number }) {
  const { t } = useTranslation();
  return (
    <output className="progress">
      <Progress.Root size="md">
        <Progress.Section value={100} animated aria-label={t('weeding.checking', { count })} />
      </Progress.Root>
      <p className="small">{t('weeding.checking', { count })}</p>
    </output>
  );
}

function Profile({ value, choose }: { value: string; choose: (value: string) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { data: profiles } = useQuery(profilesQuery);
  return (
    <NativeSelect
      label={t('weeding.profile')}
      description={t('weeding.profileText')}
      value={value}
      onChange={(event) => choose(event.currentTarget.value)}
      data={[
        { value: '', label: t('weeding.noProfile') },
        ...(profiles ?? []).map(({ code, name }) => ({ value: code, label: `${code} ${format.name(name)}` })),
      ]}
    />
  );
}
