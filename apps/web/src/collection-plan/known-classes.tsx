import { NativeSelect } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { classesQuery, replaceClasses, SCHEMES, type Scheme } from '../api/crosswalks.ts';
import { ChooseFile } from '../ui/choose-file.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { useFormat } from '../ui/format.ts';
import { Loaded } from '../ui/loaded.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';

/** Which classes a scheme has, so far as that was brought in; the plan owner brings in others from a file. */
export function KnownClasses() {
  const { t } = useTranslation();
  const format = useFormat();
  const [scheme, setScheme] = useState<Scheme>('nbc');
  const known = useQuery(classesQuery);
  const countOf = (it: Scheme): number => known.data?.find((some) => some.scheme === it)?.classes ?? 0;
  return (
    <section className="stack">
      <h3>{t('crosswalk.classes')}</h3>
      <p>{t('crosswalk.classesLead')}</p>
      <Loaded query={known} rows={1}>
        {() => (
          <>
            <div className="filters">
              <NativeSelect
                label={t('crosswalk.scheme')}
                value={scheme}
                data={SCHEMES.map((it) => ({ value: it, label: it.toUpperCase() }))}
                onChange={(event) => setScheme(event.currentTarget.value as Scheme)}
              />
            </div>
            <p className="dim">
              {t('crosswalk.classesKnown', {
                count: countOf(scheme),
                shown: format.number(countOf(scheme)),
                scheme: scheme.toUpperCase(),
              })}
            </p>
            <LoadClasses key={scheme} scheme={scheme} known={countOf(scheme)} />
          </>
        )}
      </Loaded>
    </section>
  );
}

/** Takes the classes of a file at once when none are known, and else asks first: those that were known go. */
function LoadClasses({ scheme, known }: { scheme: Scheme; known: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const [waiting, setWaiting] = useState<File | null>(null);
  const loading = useMutation({
    mutationFn: async (file: File) => replaceClasses(scheme, await file.text()),
    onSuccess: async (schemes) => {
      client.setQueryData(classesQuery.queryKey, schemes);
      // They tell what the classes are called.
      await client.invalidateQueries({ queryKey: ['collection-plans', 'crosswalks'] });
      notifications.show({ color: 'ink', message: t('crosswalk.classesTaken', { scheme: scheme.toUpperCase() }) });
    },
    // Meanwhile another file may have been chosen, which is still to be asked about.
    onSettled: (_known, _error, file) => setWaiting((now) => (now === file ? null : now)),
  });
  return (
    <>
      <div className="row">
        <ChooseFile
          label={t('crosswalk.loadClasses', { scheme: scheme.toUpperCase() })}
          accept=".csv,text/csv"
          busy={loading.isPending}
          choose={(file) => (known === 0 ? loading.mutate(file) : setWaiting(file))}
        />
      </div>
      {loading.error !== null && <ProblemNote error={loading.error} />}
      <Confirm
        opened={waiting !== null}
        title={t('crosswalk.replaceClasses', { scheme: scheme.toUpperCase() })}
        confirm={t('crosswalk.replace')}
        danger
        busy={loading.isPending}
        onConfirm={() => waiting !== null && loading.mutate(waiting)}
        onClose={() => setWaiting(null)}
      >
        <p>{t('crosswalk.replaceText', { count: known, shown: format.number(known), file: waiting?.name ?? '' })}</p>
      </Confirm>
    </>
  );
}
