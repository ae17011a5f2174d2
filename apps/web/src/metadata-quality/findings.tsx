import { useTranslation } from 'react-i18next';
import { FINDINGS, type Measure, type SourceQuality } from '../api/metadata-quality.ts';
import { useFormat } from '../ui/format.ts';

interface FindingsProps {
  readonly quality: SourceQuality;
  readonly show: (measure: Measure) => void;
}

/** What there is to look at, each leading to its records. */
export function Findings({ quality: { records, figures }, show }: FindingsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <ul className="items">
      {FINDINGS.map((finding) => (
        <li key={finding} className="item row between">
          <div>
            {figures[finding] === 0 ? (
              t(`quality.finding.${finding}`)
            ) : (
              <button type="button" className="linkish" onClick={() => show(finding)}>
                {t(`quality.finding.${finding}`)}
              </button>
            )}
            <p className="dim small">{t(`quality.findingText.${finding}`)}</p>
          </div>
          <strong>
            {format.number(figures[finding])} · {format.share(records === 0 ? 0 : figures[finding] / records)}
          </strong>
        </li>
      ))}
    </ul>
  );
}
