import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate, useParams } from 'react-router';
import { mappingQuery, type Trial } from '../api/sources.ts';
import { HarvestPanel } from '../harvest/harvest-panel.tsx';
import { handedOver } from '../holdings/handed-over.ts';
import { useMe, useNames, useRole } from '../shell/session.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { Page } from '../ui/page.tsx';
import { Term } from '../ui/term.tsx';
import { MappingForm } from './mapping-form.tsx';
import { TrialPanel } from './trial-panel.tsx';
import { TrialResult } from './trial-result.tsx';
import { VersionsPanel } from './versions-panel.tsx';

/** A source of a participant: a file of it tried out, and how its fields are read. */
export default function SourcePage() {
  const { t } = useTranslation();
  const { isil = '', source = '' } = useParams();
  const name = useNames();
  const navigate = useNavigate();
  const given = handedOver(useLocation().state).file;
  const mayChange = useMayChange(isil);
  const mapping = useQuery(mappingQuery(isil, source));
  const [file, choose] = useState<File | null>(given);
  const [trial, setTrial] = useState<Trial | null>(null);
  // A file that was brought along is tried out at once.
  const [times, setTimes] = useState(given === null ? 0 : 1);
  return (
    <Page
      title={t('sources.title', { source })}
      back={{ to: '/bezit', label: t('sources.back') }}
      lead={
        <>
          {name(isil)}. {t('sources.lead')} <Term id="extant" /> · <Term id="onOrder" />
        </>
      }
    >
      <div className="stack wide">
        {mayChange && (
          <TrialPanel
            participant={isil}
            source={source}
            file={file}
            choose={(chosen) => {
              choose(chosen);
              setTrial(null);
            }}
            tried={setTrial}
            again={times}
          />
        )}
        {trial !== null && (
          <TrialResult trial={trial} deliver={() => void navigate('/bezit', { state: { file, source } })} />
        )}
        <HarvestPanel participant={isil} source={source} mayChange={mayChange} />
        <Loaded query={mapping} rows={8}>
          {(it) => (
            <>
              {mayChange && (
                <MappingForm
                  key={it.version}
                  participant={isil}
                  source={source}
                  mapping={it}
                  trial={trial}
                  saved={() => file !== null && setTimes((before) => before + 1)}
                />
              )}
              <VersionsPanel participant={isil} source={source} mapping={it} mayChange={mayChange} />
            </>
          )}
        </Loaded>
      </div>
    </Page>
  );
}

function useMayChange(isil: string): boolean {
  const me = useMe();
  const administrator = useRole('administrator');
  return administrator || me.participant === isil;
}
