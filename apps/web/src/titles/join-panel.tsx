import { Button, TextInput } from '@mantine/core';
import { IconArrowMerge, IconHelp, IconSearch } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { decideSame, type Title, titleRecordsQuery, titlesByNumberQuery } from '../api/title.ts';
import { Empty } from '../ui/empty.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { Panel } from '../ui/panel.tsx';
import { DecideDialog } from './decide-dialog.tsx';

interface JoinPanelProps {
  readonly title: Title;
  readonly explain: (one: string, other: string) => void;
}

/** Finds another title that may be the same, explains why it is not, and joins the two. */
export function JoinPanel({ title, explain }: JoinPanelProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [sought, setSought] = useState('');
  const found = useQuery(titlesByNumberQuery(sought));
  const seek = (event: FormEvent): void => {
    event.preventDefault();
    setSought(typed.trim());
  };
  return (
    <Panel title={t('titles.compare')}>
      <p className="dim">{t('titles.compareText')}</p>
      <form className="search-form" noValidate onSubmit={seek}>
        <TextInput
          label={t('titles.number')}
          description={t('titles.numberText')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={typed}
          maxLength={100}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" leftSection={<IconSearch size={18} aria-hidden />}>
          {t('titles.find')}
        </Button>
      </form>
      {sought !== '' && (
        <Loaded query={found}>{({ items }) => <Found title={title} found={items} explain={explain} />}</Loaded>
      )}
    </Panel>
  );
}

function Found({ title, found, explain }: JoinPanelProps & { readonly found: readonly Title[] }) {
  const { t } = useTranslation();
  const others = found.filter(({ id }) => id !== title.id);
  if (others.length === 0) {
    const itself = found.length > 0;
    return (
      <Empty
        title={t(itself ? 'titles.itself' : 'titles.notFound')}
        {...(!itself && { text: t('titles.notFoundText') })}
      />
    );
  }
  return (
    <ul className="items">
      {others.map((other) => (
        <li key={other.id} className="item">
          <Other title={title} other={other} explain={explain} />
        </li>
      ))}
    </ul>
  );
}

function Other({ title, other, explain }: JoinPanelProps & { readonly other: Title }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const { title: called, contributor, year } = other.description;
  const why = async (): Promise<void> => {
    const [one, two] = await Promise.all(
      [title.id, other.id].map((id) => client.fetchInfiniteQuery(titleRecordsQuery(id))),
    );
    const [first, second] = [one?.pages[0]?.items[0], two?.pages[0]?.items[0]];
    if (first !== undefined && second !== undefined) explain(first.record, second.record);
  };
  return (
    <div className="row between">
      <div>
        <Link to={`/titels/${other.id}`} className="item-name">
          {called === '' ? t('titles.untitled') : called}
        </Link>
        <p className="dim small">
          {[contributor, year, t('titles.heldBy', { count: other.holders.length })].filter(Boolean).join(', ')}
        </p>
      </div>
      <div className="row">
        <Button variant="default" leftSection={<IconHelp size={18} aria-hidden />} onClick={() => void why()}>
          {t('titles.whyNot')}
        </Button>
        <Button leftSection={<IconArrowMerge size={18} aria-hidden />} onClick={() => setAsking(true)}>
          {t('titles.same')}
        </Button>
      </div>
      {asking && (
        <DecideDialog
          title={t('titles.sameTitle')}
          confirm={t('titles.same')}
          done={t('titles.sameDone')}
          decide={(reason) => decideSame([title.id, other.id], reason)}
          leadsTo={(made) => made.title}
          close={() => setAsking(false)}
        >
          <p>{t('titles.sameText')}</p>
          <ul>
            {[title, other].map(({ id, description }) => (
              <li key={id}>
                {description.title === '' ? t('titles.untitled') : description.title}
                {description.year !== undefined && ` (${description.year})`}
              </li>
            ))}
          </ul>
        </DecideDialog>
      )}
    </div>
  );
}
