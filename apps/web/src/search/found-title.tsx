import { Fragment, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { FoundTitle } from '../api/titles.ts';
import { useNames } from '../shell/session.tsx';
import { useFormat } from '../ui/format.ts';
import { HolderList } from './holder-list.tsx';
import { useLanguageName } from './language-names.ts';
import type { Standing } from './use-standings.ts';

interface FoundItemProps {
  readonly title: FoundTitle;
  readonly standing: Standing;
}

/** A title: what it is, who holds it, and who is responsible for its profile. */
export function FoundItem({ title: found, standing }: FoundItemProps) {
  const { t } = useTranslation();
  const id = useId();
  const languageName = useLanguageName();
  const { title, part, contributor, year, material, language, classifications, identifiers, holders } = found;
  const about = [contributor, year].filter((it) => it !== null).join(', ');
  const kind = [t(`collectionPlan.materials.${material}`), ...(language === 'und' ? [] : [languageName(language)])];
  const notations = classifications.map(({ scheme, notation }) => `${scheme.toUpperCase()} ${notation}`);
  return (
    <article aria-labelledby={id} className="found">
      <div>
        <h3 id={id} className="item-name">
          <Link to={`/titels/${found.id}`}>
            {[title === '' ? t('search.untitled') : title, part].filter(Boolean).join(', ')}
          </Link>
        </h3>
        {about !== '' && <p>{about}</p>}
        <p className="dim small">{[...kind, ...notations].join(' · ')}</p>
        <p className="dim small found-numbers">
          {identifiers.map(({ kind: name, value }) => (
            <span key={`${name} ${value}`}>
              {t(`search.kinds.${name}`)} <code>{value}</code>
            </span>
          ))}
        </p>
        <Responsible standing={standing} />
      </div>
      <HolderList title={title} holders={holders} />
    </article>
  );
}

function Responsible({ standing }: { standing: Standing }) {
  const { t } = useTranslation();
  const format = useFormat();
  const name = useNames();
  if (standing.state !== 'told') {
    const words = { busy: 'profileBusy', away: 'profileAway', unasked: 'profileUnasked' } as const;
    return (
      <p className="small dim">
        {t('search.profile')}: {t(`search.${words[standing.state]}`)}
      </p>
    );
  }
  const { profiles, responsible } = standing;
  return (
    <p className="small">
      {t('search.profile')}:{' '}
      {profiles.length === 0
        ? t('search.noProfile')
        : profiles.map(({ code, name: called }, place) => (
            <Fragment key={code}>
              {place > 0 && ', '}
              <Link to={`/dekking/${code}`}>{`${code} ${format.name(called)}`.trim()}</Link>
            </Fragment>
          ))}
      {profiles.length > 0 && (
        <span className="block">
          {t('search.responsible')}:{' '}
          {responsible.length === 0
            ? t('search.nobodyResponsible')
            : responsible.map((isil, place) => (
                <Fragment key={isil}>
                  {place > 0 && ', '}
                  <Link to={`/deelnemers/${isil}`}>{name(isil)}</Link>
                </Fragment>
              ))}
        </span>
      )}
    </p>
  );
}
