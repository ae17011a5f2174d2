import { Alert, Button, NativeSelect, SegmentedControl, Switch, TextInput } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconArrowsDiff, IconDownload, IconFileText, IconMap, IconRefresh, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { type Matrix, matrixQuery } from '../api/coverage.ts';
import { Empty } from '../ui/empty.tsx';
import { useFormat } from '../ui/format.ts';
import { Loaded } from '../ui/loaded.tsx';
import { Page } from '../ui/page.tsx';
import { saveAs } from '../ui/save-as.ts';
import { Term } from '../ui/term.tsx';
import { arrange, csvOf, type Order } from './arrange.ts';
import { CoverageList } from './coverage-list.tsx';
import { CoverageTable } from './coverage-table.tsx';
import { Legend } from './legend.tsx';

const ORDERS = [
  ['code', 'sortCode'],
  ['name', 'sortName'],
  ['flags', 'sortFlags'],
  ['titles', 'sortTitles'],
] as const;

/** Who has what: profiles by participants. */
export default function CoveragePage() {
  const { t } = useTranslation();
  const format = useFormat();
  const matrix = useQuery(matrixQuery);
  const save = (data: Matrix): void =>
    saveAs(
      `dekking-${data.on}.csv`,
      'text/csv',
      csvOf(data, (profile) => format.name(profile.name)),
    );
  return (
    <Page
      title={t('coverage.title')}
      lead={
        <>
          {t('coverage.lead')} <Term id="profile" /> · <Term id="level" /> · <Term id="AC" /> · <Term id="CL" /> ·{' '}
          <Term id="GL" />
        </>
      }
      actions={
        matrix.data?.plan && (
          <div className="row">
            <Button component={Link} to="/kaart" variant="default" leftSection={<IconMap size={18} aria-hidden />}>
              {t('landscape.link')}
            </Button>
            <Button
              component={Link}
              to="/dagen-vergelijken"
              variant="default"
              leftSection={<IconArrowsDiff size={18} aria-hidden />}
            >
              {t('twoDays.link')}
            </Button>
            <Button
              component={Link}
              to="/rapport"
              variant="default"
              leftSection={<IconFileText size={18} aria-hidden />}
            >
              {t('report.link')}
            </Button>
            <Button
              variant="default"
              leftSection={<IconDownload size={18} aria-hidden />}
              onClick={() => matrix.data && save(matrix.data)}
            >
              {t('coverage.csv')}
            </Button>
          </div>
        )
      }
    >
      <Loaded query={matrix} rows={10}>
        {(data) =>
          data.plan === null ? (
            <Empty title={t('coverage.noPlan')} text={t('coverage.noPlanText')} />
          ) : (
            <Coverage matrix={data} />
          )
        }
      </Loaded>
    </Page>
  );
}

function Coverage({ matrix }: { matrix: Matrix }) {
  const { t } = useTranslation();
  const format = useFormat();
  const narrow = useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false });
  const [find, setFind] = useState('');
  const [order, setOrder] = useState<Order>('code');
  const [onlyFlagged, setOnlyFlagged] = useState(false);
  const [show, setShow] = useState<'titles' | 'share'>('titles');
  const wanted = useDeferredValue({ find, order, onlyFlagged });
  const shown = arrange(matrix, wanted, (profile) => format.name(profile.name));
  return (
    <>
      <div className="filters">
        <TextInput
          label={t('coverage.find')}
          leftSection={<IconSearch size={18} aria-hidden />}
          value={find}
          onChange={(event) => setFind(event.currentTarget.value)}
          type="search"
        />
        <NativeSelect
          label={t('coverage.sort')}
          value={order}
          onChange={(event) => setOrder(event.currentTarget.value as Order)}
          data={ORDERS.map(([value, word]) => ({ value, label: t(`coverage.${word}`) }))}
        />
        <div className="only-wide">
          <span className="field-label" id="show">
            {t('coverage.show')}
          </span>
          <SegmentedControl
            aria-labelledby="show"
            value={show}
            onChange={(value) => setShow(value)}
            data={[
              { value: 'titles', label: t('coverage.showTitles') },
              { value: 'share', label: t('coverage.showShare') },
            ]}
          />
        </div>
        <Switch
          label={t('coverage.onlyFlagged')}
          checked={onlyFlagged}
          onChange={(event) => setOnlyFlagged(event.currentTarget.checked)}
        />
      </div>
      {matrix.importing.length > 0 && (
        <Alert color="ink" variant="light" icon={<IconRefresh aria-hidden />} className="notice">
          {t('coverage.importing')}
        </Alert>
      )}
      {shown.profiles.length === 0 ? (
        <Empty title={t('coverage.nothing')} />
      ) : narrow ? (
        <CoverageList matrix={matrix} profiles={shown.profiles} />
      ) : (
        <CoverageTable matrix={matrix} {...shown} show={show} />
      )}
      <Legend />
      <p className="dim small">
        {matrix.plan &&
          t('coverage.on', { day: format.day(matrix.on), plan: matrix.plan.title, version: matrix.plan.version })}{' '}
        {t('coverage.unclassified', {
          count: matrix.unclassified.titles,
          shown: format.number(matrix.unclassified.titles),
        })}{' '}
        <Term id="unclassified" />{' '}
        {matrix.translated.titles > 0 && (
          <>
            {t('crosswalk.networkTranslated', {
              count: matrix.translated.titles,
              shown: format.number(matrix.translated.titles),
            })}{' '}
            <Term id="crosswalk" />
          </>
        )}
      </p>
    </>
  );
}
