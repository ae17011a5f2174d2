import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { sourcesQuery } from '../api/sources.ts';
import { Empty } from '../ui/empty.tsx';
import { useFormat } from '../ui/format.ts';
import { Loaded } from '../ui/loaded.tsx';
import { Panel } from '../ui/panel.tsx';

/** The sources of a participant, each leading to how it is read. */
export function SourcesPanel({ participant }: { participant: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const sources = useQuery(sourcesQuery(participant));
  return (
    <Panel title={t('sources.sources')}>
      <p className="dim">{t('sources.sourcesText')}</p>
      <Loaded query={sources}>
        {(all) =>
          all.length === 0 ? (
            <Empty title={t('sources.noSources')} text={t('sources.noSourcesText')} />
          ) : (
            <ul className="items">
              {all.map(({ name, mapping, deliveredAt }) => (
                <li key={name} className="item">
                  <Link to={`/bezit/bron/${participant}/${encodeURIComponent(name)}`} className="item-name">
                    {name}
                  </Link>
                  <p className="dim small">
                    {mapping === 0 ? t('sources.asAssumed') : t('sources.mappingVersion', { version: mapping })}
                    {deliveredAt !== null && ` · ${t('sources.delivered', { at: format.moment(deliveredAt) })}`}
                  </p>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Panel>
  );
}
