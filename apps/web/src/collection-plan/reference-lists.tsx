import { Button } from '@mantine/core';
import { IconDownload, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { CollectionPlan } from '../api/coverage.ts';
import { type ReferenceList, referenceListFile, referenceListsQuery, removeList } from '../api/reference-lists.ts';
import { shareOf } from '../coverage/arrange.ts';
import { useRole } from '../shell/session.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { Facts } from '../ui/facts.tsx';
import { useFormat } from '../ui/format.ts';
import { Loaded } from '../ui/loaded.tsx';
import { Panel } from '../ui/panel.tsx';
import { Term } from '../ui/term.tsx';
import { LoadList } from './load-list.tsx';
import { useNewest } from './use-newest.ts';

/** The reference lists of a version; the plan owner makes the next version with others. */
export function ReferenceLists({ plan }: { plan: CollectionPlan }) {
  const { t } = useTranslation();
  const owner = useRole('plan-owner');
  const newest = useNewest(plan);
  const changeable = owner && newest?.version === plan.version;
  const lists = useQuery(referenceListsQuery(plan));
  return (
    <Panel title={<Term id="referenceList">{t('referenceList.title')}</Term>}>
      <div className="stack">
        <p>{t('referenceList.lead')}</p>
        <Loaded query={lists}>
          {(all) => (
            <>
              {all.length === 0 ? (
                <p className="dim">{t('referenceList.none')}</p>
              ) : (
                <>
                  <p>{t('referenceList.inFile')}</p>
                  <div className="items">
                    {all.map((list) => (
                      <List key={list.code} plan={plan} list={list} changeable={changeable} />
                    ))}
                  </div>
                </>
              )}
              {owner && newest !== undefined && <LoadList key={plan.token} plan={plan} newest={newest} lists={all} />}
            </>
          )}
        </Loaded>
      </div>
    </Panel>
  );
}

interface ListProps {
  readonly plan: CollectionPlan;
  readonly list: ReferenceList;
  /** Whether who looks at it can make a version without it. */
  readonly changeable: boolean;
}

function List({ plan, list, changeable }: ListProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { code, titles, known, held } = list;
  const name = format.name(list.name);
  const measured = plan.profiles.filter((profile) => list.profiles.includes(profile.code));
  const ofList = (some: number): string =>
    t('referenceList.ofList', { shown: format.number(some), share: format.share(shareOf(some, titles)) });
  return (
    <section className="item stack">
      <h3>{name}</h3>
      <Facts
        items={[
          [t('referenceList.code'), code],
          [t('referenceList.titles'), format.number(titles)],
          [t('referenceList.known'), ofList(known)],
          [t('referenceList.held'), ofList(held)],
          [
            t('referenceList.profiles'),
            measured.length === 0
              ? t('referenceList.noProfiles')
              : measured.map((profile) => (
                  <span key={profile.code} className="block">
                    {format.name(profile.name)}
                  </span>
                )),
          ],
        ]}
      />
      <div className="row">
        <Button
          component="a"
          aria-label={t('referenceList.downloadNamed', { name })}
          href={referenceListFile(plan, code)}
          download={`${plan.code}-${plan.version}-${code}.csv`}
          variant="default"
          size="xs"
          leftSection={<IconDownload size={16} aria-hidden />}
        >
          {t('referenceList.download')}
        </Button>
        {changeable && (
          <Remove plan={plan} code={code} name={name} measured={measured.map((profile) => format.name(profile.name))} />
        )}
      </div>
    </section>
  );
}

interface RemoveProps {
  readonly plan: CollectionPlan;
  readonly code: string;
  readonly name: string;
  /** What the profiles are called that are measured against it. */
  readonly measured: readonly string[];
}

function Remove({ plan, code, name, measured }: RemoveProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [asked, setAsked] = useState(false);
  const removing = useMutation({
    mutationFn: () => removeList(plan, code),
    onSuccess: async ({ token }) => {
      await client.invalidateQueries({ queryKey: ['collection-plans'] });
      await navigate(`/collectieplan/${token}`);
    },
  });
  return (
    <>
      <Button
        variant="default"
        size="xs"
        aria-label={t('referenceList.removeNamed', { name })}
        leftSection={<IconTrash size={16} aria-hidden />}
        onClick={() => {
          removing.reset();
          setAsked(true);
        }}
      >
        {t('referenceList.remove')}
      </Button>
      <Confirm
        opened={asked}
        title={t('referenceList.removeTitle', { name })}
        confirm={t('referenceList.make')}
        busy={removing.isPending}
        error={removing.error}
        onConfirm={() => removing.mutate()}
        onClose={() => setAsked(false)}
      >
        <p>{t('referenceList.removeText')}</p>
        {measured.length > 0 && (
          <>
            <p>{t('referenceList.notMeasured', { count: measured.length })}</p>
            <ul className="problem-details">
              {measured.map((profile) => (
                <li key={profile}>{profile}</li>
              ))}
            </ul>
          </>
        )}
      </Confirm>
    </>
  );
}
