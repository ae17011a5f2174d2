import { useTranslation } from 'react-i18next';
import type { Field, Measure, SourceQuality } from '../api/metadata-quality.ts';
import { useFormat } from '../ui/format.ts';

interface CompletenessProps {
  readonly quality: SourceQuality;
  readonly fields: readonly Field[];
  /** Shows the records that do not have it. */
  readonly show: (measure: Measure) => void;
}

/** Of how many records each field is there. */
export function Completeness({ quality: { records, figures }, fields, show }: CompletenessProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <ul className="spread">
      {fields.map((field) => {
        const share = records === 0 ? 0 : figures[field] / records;
        const lacking = records - figures[field];
        const what = t('quality.without', { what: t(`quality.field.${field}`) });
        return (
          <li key={field} className="bar">
            <span>
              {lacking === 0 ? (
                t(`quality.field.${field}`)
              ) : (
                <button
                  type="button"
                  className="linkish"
                  title={t('quality.show', { count: lacking, what })}
                  onClick={() => show(field)}
                >
                  {t(`quality.field.${field}`)}
                </button>
              )}
            </span>
            <span className="bar-number">
              {format.number(figures[field])} · {format.share(share)}
            </span>
            <span className="bar-track" aria-hidden>
              <span className="bar-fill" style={{ width: `${share * 100}%` }} />
            </span>
          </li>
        );
      })}
    </ul>
  );
}
