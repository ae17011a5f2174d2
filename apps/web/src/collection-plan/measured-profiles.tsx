import { Checkbox, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CollectionPlan } from '../api/coverage.ts';
import { useFormat } from '../ui/format.ts';
import { useReferenceNames } from './use-reference-names.ts';

interface MeasuredProfilesProps {
  readonly plan: CollectionPlan;
  /** The code of the list that they are measured against now; empty for one that is not there yet. */
  readonly list: string;
  /** Codes of profiles. */
  readonly chosen: readonly string[];
  readonly choose: (chosen: readonly string[]) => void;
}

/** Boxes for the profiles that a list is to measure, with what measures them now. */
export function MeasuredProfiles({ plan, list, chosen, choose }: MeasuredProfilesProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = useReferenceNames([plan.token]);
  const [find, setFind] = useState('');
  const sought = find.trim().toLowerCase();
  const profiles = plan.profiles.map((it) => ({ ...it, label: `${it.code} ${format.name(it.name)}` }));
  const shown = profiles.filter(({ label }) => label.toLowerCase().includes(sought));
  const labels = profiles.filter(({ code }) => chosen.includes(code)).map(({ label }) => label);
  return (
    <fieldset className="plain-fieldset">
      <legend>{t('referenceList.measured')}</legend>
      <div className="stack">
        <p className="dim small">{t('referenceList.measuredText')}</p>
        <TextInput
          type="search"
          label={t('referenceList.find')}
          leftSection={<IconSearch size={18} aria-hidden />}
          value={find}
          onChange={({ currentTarget }) => setFind(currentTarget.value)}
          onKeyDown={(event) => {
            // Else Enter would send the form that this is in.
            if (event.key === 'Enter') event.preventDefault();
          }}
        />
        {shown.length === 0 ? (
          <p className="dim">{t('referenceList.noMatch')}</p>
        ) : (
          <ul className="pick-list">
            {shown.map(({ code, label, measuredAgainst }) => (
              <li key={code}>
                <Checkbox
                  label={label}
                  description={
                    measuredAgainst !== null &&
                    measuredAgainst !== list &&
                    t('referenceList.measuredNow', { reference: nameOf(measuredAgainst) })
                  }
                  checked={chosen.includes(code)}
                  onChange={({ currentTarget }) =>
                    choose(currentTarget.checked ? [...chosen, code] : chosen.filter((it) => it !== code))
                  }
                />
              </li>
            ))}
          </ul>
        )}
        <p className="small" aria-live="polite">
          {t('referenceList.chosen', { count: labels.length, profiles: labels.join('; ') })}
        </p>
      </div>
    </fieldset>
  );
}
