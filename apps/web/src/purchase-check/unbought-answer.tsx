import { useTranslation } from 'react-i18next';
import type { Unbought, UnboughtTitle } from '../api/purchase-checks.ts';
import { Empty } from '../ui/empty.tsx';
import { useFormat } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { Download } from './download.tsx';
import { useNaming } from './reasons.ts';
import { UnreadableLines } from './unreadable.tsx';

const SHOWN = 200;

/** What nobody buys of an offer, a list for each profile. */
export function UnboughtAnswer({ answer, file }: { answer: Unbought; file: () => Promise<Blob> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { offered, unbought, profiles, unreadable } = answer;
  return (
    <>
      <Panel
        title={t('check.unbought')}
        actions={unbought > 0 && <Download name="door-niemand-gekocht.csv" file={file} />}
      >
        {unbought === 0 ? (
          <Empty title={t('check.unboughtNone')} />
        ) : (
          <p>{t('check.unboughtCount', { unbought: format.number(unbought), offered: format.number(offered) })}</p>
        )}
        {profiles.map(({ code, name, titles }) => (
          <details key={code ?? ''} className="named" open={profiles.length === 1}>
            <summary>
              {code === null ? t('check.noProfileGroup') : `${code} ${format.name(name)}`} (
              {format.number(titles.length)})
            </summary>
            <ul>
              {titles.slice(0, SHOWN).map((title) => (
                <TitleLine key={title.line} {...title} />
              ))}
            </ul>
            {titles.length > SHOWN && <p className="dim">{t('plans.moreNamed', { count: titles.length - SHOWN })}</p>}
          </details>
        ))}
      </Panel>
      <UnreadableLines lines={unreadable} />
    </>
  );
}

function TitleLine({ identifier, title, contributor, responsible }: UnboughtTitle) {
  const { t } = useTranslation();
  const naming = useNaming();
  return (
    <li>
      <code>{identifier}</code> {[title, contributor].filter((it) => it !== null).join(', ')}
      {responsible.length > 0 && (
        <span className="dim small"> {t('check.responsible', { names: naming(responsible) })}</span>
      )}
    </li>
  );
}
