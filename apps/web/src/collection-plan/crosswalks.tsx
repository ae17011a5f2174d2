import { Button } from '@mantine/core';
import { IconDownload, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { PlanSummary } from '../api/coverage.ts';
import { type Crosswalk, crosswalkFile, crosswalksQuery, removeCrosswalk } from '../api/crosswalks.ts';
import { useRole } from '../shell/session.tsx';
import { useFormat } from '../ui/format.ts';
import { Loaded } from '../ui/loaded.tsx';
import { Panel } from '../ui/panel.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { TableFrame } from '../ui/table-frame.tsx';
import { Term } from '../ui/term.tsx';
import { KnownClasses } from './known-classes.tsx';
import { LoadCrosswalk } from './load-crosswalk.tsx';
import { useNewest } from './use-newest.ts';

/** So many rules are shown at first. */
const FEW = 10;

/** The crosswalks of a version; the plan owner makes the next version with others. */
export function Crosswalks({ plan }: { plan: PlanSummary }) {
  const { t } = useTranslation();
  const owner = useRole('plan-owner');
  const newest = useNewest(plan);
  const changeable = owner && newest?.version === plan.version;
  const crosswalks = useQuery(crosswalksQuery(plan));
  return (
    <Panel title={<Term id="crosswalk">{t('crosswalk.title')}</Term>}>
      <div className="stack">
        <p>{t('crosswalk.lead')}</p>
        <Loaded query={crosswalks}>
          {(all) =>
            all.length === 0 ? (
              <p className="dim">{t('crosswalk.none')}</p>
            ) : (
              <>
                {all.map((it) => (
                  <Rules key={`${it.from} ${it.to}`} plan={plan} crosswalk={it} changeable={changeable} />
                ))}
              </>
            )
          }
        </Loaded>
        {owner && newest !== undefined && <LoadCrosswalk key={plan.token} plan={plan} newest={newest} />}
        {owner && <KnownClasses />}
      </div>
    </Panel>
  );
}

interface RulesProps {
  readonly plan: PlanSummary;
  readonly crosswalk: Crosswalk;
  /** Whether who looks at it can make a version without it. */
  readonly changeable: boolean;
}

function Rules({ plan, crosswalk, changeable }: RulesProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [all, setAll] = useState(false);
  const { rules } = crosswalk;
  const way = { from: crosswalk.from.toUpperCase(), to: crosswalk.to.toUpperCase() };
  const removing = useMutation({
    mutationFn: () => removeCrosswalk(plan, crosswalk),
    onSuccess: async ({ token }) => {
      await client.invalidateQueries({ queryKey: ['collection-plans'] });
      await navigate(`/collectieplan/${token}`);
    },
  });
  return (
    <section className="stack">
      <h3>{t('crosswalk.way', { ...way, count: rules.length, shown: format.number(rules.length) })}</h3>
      <TableFrame>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{way.from}</th>
              <th scope="col">{way.to}</th>
              <th scope="col">{t('crosswalk.label')}</th>
            </tr>
          </thead>
          <tbody>
            {(all ? rules : rules.slice(0, FEW)).map(({ from, to, label }) => (
              <tr key={`${from} ${to}`}>
                <th scope="row">{from.replace('..', '–')}</th>
                <td>{to}</td>
                <td>{label ?? '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
      {removing.error !== null && <ProblemNote error={removing.error} />}
      <div className="row">
        {!all && rules.length > FEW && (
          <Button variant="default" size="xs" onClick={() => setAll(true)}>
            {t('crosswalk.all', { shown: format.number(rules.length) })}
          </Button>
        )}
        <Button
          component="a"
          href={crosswalkFile(plan, crosswalk)}
          download={`${plan.code}-${plan.version}-${crosswalk.from}-${crosswalk.to}.csv`}
          variant="default"
          size="xs"
          leftSection={<IconDownload size={16} aria-hidden />}
        >
          {t('crosswalk.download', way)}
        </Button>
        {changeable && (
          <Button
            variant="default"
            size="xs"
            loading={removing.isPending}
            leftSection={<IconTrash size={16} aria-hidden />}
            onClick={() => removing.mutate()}
          >
            {t('crosswalk.remove', way)}
          </Button>
        )}
      </div>
    </section>
  );
}
