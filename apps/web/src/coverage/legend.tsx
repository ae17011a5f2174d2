import { useTranslation } from 'react-i18next';

const STEPS = ['1–20 %', '20–40 %', '40–60 %', '60–80 %', '80–100 %'] as const;

/** What the colours and marks of the matrix mean. */
export function Legend() {
  const { t } = useTranslation();
  return (
    <div className="legend">
      <span>{t('coverage.legend')}:</span>
      <span className="legend-step">
        <span className="swatch heat-0" aria-hidden />
        {t('coverage.legendNone')}
      </span>
      {STEPS.map((step, place) => (
        <span key={step} className="legend-step">
          <span className={`swatch heat-${place + 1}`} aria-hidden />
          {step}
        </span>
      ))}
    </div>
  );
}
