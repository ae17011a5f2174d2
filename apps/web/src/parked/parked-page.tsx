import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Parked, parkedQuery, PUBLISHERS, redrive, type ServiceName } from '../api/parked.ts';
import { Problem } from '../api/problem.ts';
import { useRole } from '../shell/session.tsx';
import { useFormat } from '../ui/format.ts';
import { GrowingList } from '../ui/more.tsx';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { Term } from '../ui/term.tsx';

/** Events that could not be applied, per service, for the administrator to offer again. */
export default function ParkedPage() {
  const { t } = useTranslation();
  const administrator = useRole('administrator');
  return (
    <Page
      title={t('parked.title')}
      lead={
        <>
          {t('parked.lead')} <Term id="parked" />
        </>
      }
    >
      {administrator ? (
        PUBLISHERS.map((service) => <Service key={service} service={service} />)
      ) : (
        <ProblemNote error={new Problem(403, 'forbidden', t('ui.problem.forbiddenText'))} />
      )}
    </Page>
  );
}

function Service({ service }: { service: ServiceName }) {
  const { t } = useTranslation();
  const parked = useInfiniteQuery(parkedQuery(service));
  return (
    <Panel title={t(`parked.service.${service}`)}>
      <GrowingList query={parked} empty={<p className="dim">{t('parked.empty')}</p>}>
        {(items) => (
          <ul className="items">
            {items.map((event) => (
              <Item key={event.id} service={service} event={event} />
            ))}
          </ul>
        )}
      </GrowingList>
    </Panel>
  );
}

function Item({ service, event }: { service: ServiceName; event: Parked }) {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const again = useMutation({
    mutationFn: () => redrive(service, event.id),
    onSuccess: async () => {
      notifications.show({ color: 'ink', message: t('parked.redriven') });
      await client.invalidateQueries({ queryKey: ['parked', service] });
    },
  });
  return (
    <li className="item">
      <div className="row between">
        <strong>
          <code>{event.type}</code>
        </strong>
        <Button size="xs" variant="default" loading={again.isPending} onClick={() => again.mutate()}>
          {t('parked.redrive')}
        </Button>
      </div>
      <p>{event.reason}</p>
      <p className="dim small">
        {t('parked.source')} {event.source} · {event.sequence} · {t('parked.parkedAt')} {format.moment(event.parkedAt)}
      </p>
      {again.error !== null && <ProblemNote error={again.error} />}
    </li>
  );
}
