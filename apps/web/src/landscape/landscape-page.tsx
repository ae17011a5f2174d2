import { Button, SegmentedControl } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { currentPlanQuery, type Matrix, matrixQuery, openFlagsQuery } from '../api/coverage.ts';
import { Empty } from '../ui/empty.tsx';
import { useFormat } from '../ui/format.ts';
import { Loaded } from '../ui/loaded.tsx';
import { Page } from '../ui/page.tsx';
import { Term } from '../ui/term.tsx';
import { HeatMap, type MapTile } from './heat-map.tsx';
import { type Group, landscapeOf, type PlacedProfile } from './landscape.ts';
import { addressOf, type Place, placeIn } from './place.ts';
import { useTiles } from './tiles.tsx';
import { MapLegend } from './tones.tsx';
import { type Step, Trail } from './trail.tsx';

/** The whole plan at a glance, to zoom into: groups of profiles, the profiles of one, the participants in one. */
export default function LandscapePage() {
  const { t } = useTranslation();
  const matrix = useQuery(matrixQuery);
  return (
    <Page
      title={t('landscape.title')}
      back={{ to: '/dekking', label: t('landscape.back') }}
      lead={
        <>
          {t('landscape.lead')} <Term id="profile" />
        </>
      }
    >
      <Loaded query={matrix} rows={10}>
        {(data) =>
          data.plan === null ? (
            <Empty title={t('coverage.noPlan')} text={t('coverage.noPlanText')} />
          ) : (
            <Landscape matrix={data} />
          )
        }
      </Loaded>
    </Page>
  );
}

function Landscape({ matrix }: { matrix: Matrix }) {
  const plan = useQuery(currentPlanQuery);
  const flags = useQuery(openFlagsQuery);
  return (
    <Loaded query={plan} rows={10}>
      {({ profiles }) => (
        <Loaded query={flags} rows={10}>
          {(open) => <Zoomed matrix={matrix} groups={landscapeOf(matrix, profiles, open)} />}
        </Loaded>
      )}
    </Loaded>
  );
}

/** The part of the landscape that the address names. A plan whose profiles are all in one group begins with those. */
function Zoomed({ matrix, groups }: { matrix: Matrix; groups: readonly Group[] }) {
  const { t } = useTranslation();
  const [search] = useSearchParams();
  const place = placeIn(search);
  const named = groups.find(
    ({ id, profiles }) => id === place.group || profiles.some(({ code }) => code === place.profile),
  );
  const group = groups.length === 1 ? groups[0] : named;
  const profile = group?.profiles.find(({ code }) => code === place.profile);
  if ((place.group !== null && named === undefined) || (place.profile !== null && profile === undefined)) {
    return (
      <Empty
        title={t('landscape.gone')}
        text={t('landscape.goneText')}
        action={
          <Button component={Link} to="/kaart" variant="default">
            {t('landscape.whole')}
          </Button>
        }
      />
    );
  }
  return <Part {...{ matrix, groups, group, profile, place }} />;
}

interface PartProps {
  readonly matrix: Matrix;
  readonly groups: readonly Group[];
  readonly group: Group | undefined;
  readonly profile: PlacedProfile | undefined;
  readonly place: Place;
}

function Part({ matrix, groups, group, profile, place }: PartProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const narrow = useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false });
  const tiles = useTiles();
  const steps: readonly Step[] = [
    { name: t('landscape.whole'), to: addressOf({ ...place, group: null, profile: null }) },
    ...(group === undefined || groups.length === 1
      ? []
      : [{ name: tiles.groupName(group), to: addressOf({ ...place, group: group.id, profile: null }) }]),
    ...(profile === undefined ? [] : [{ name: `${profile.code} ${format.name(profile.name)}`, to: addressOf(place) }]),
  ];
  const shown: readonly MapTile[] =
    profile !== undefined
      ? tiles.ofParticipants(matrix, profile)
      : group === undefined
        ? groups.map((it) => tiles.ofGroup(it, place))
        : group.profiles.map((it) => tiles.ofProfile(it, place));
  return (
    <>
      <div className="map-head">
        <Trail steps={steps} />
        {profile === undefined ? (
          <ColourChoice place={place} />
        ) : (
          <Button component={Link} to={`/dekking/${encodeURIComponent(profile.code)}`} variant="default">
            {t('landscape.toProfile')}
          </Button>
        )}
      </div>
      {shown.length === 0 ? (
        <Empty title={t('landscape.nobody')} text={t('landscape.nobodyText')} />
      ) : (
        <HeatMap
          key={steps.at(-1)?.to}
          label={t('landscape.map', { place: steps.at(-1)?.name })}
          tiles={shown}
          narrow={narrow}
          out={steps.at(-2)?.to}
        />
      )}
      <MapLegend shows={profile === undefined ? place.colour : 'share'} />
      <p className="dim small">
        {t('landscape.help')}{' '}
        {matrix.unclassified.titles > 0 &&
          t('landscape.unclassified', {
            count: matrix.unclassified.titles,
            shown: format.number(matrix.unclassified.titles),
          })}{' '}
        {matrix.plan &&
          t('coverage.on', { day: format.day(matrix.on), plan: matrix.plan.title, version: matrix.plan.version })}
      </p>
    </>
  );
}

function ColourChoice({ place }: { place: Place }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <div>
      <span className="field-label" id="map-colour">
        {t('landscape.colour')}
      </span>
      <SegmentedControl
        aria-labelledby="map-colour"
        value={place.colour}
        onChange={(colour) => void navigate(addressOf({ ...place, colour }), { replace: true })}
        data={[
          { value: 'flags', label: t('landscape.byFlags') },
          { value: 'responsible', label: t('landscape.byResponsible') },
        ]}
      />
    </div>
  );
}
