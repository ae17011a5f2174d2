import { Button } from '@mantine/core';
import { IconCalendarDue, IconFileTypePdf } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { agreementListQuery, convenantFile } from '../api/agreement.ts';
import { DayInput } from '../ui/day-input.tsx';
import { isDay } from '../ui/day-text.ts';
import { Empty } from '../ui/empty.tsx';
import { GrowingList } from '../ui/more.tsx';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { Term } from '../ui/term.tsx';
import { today } from '../ui/today.ts';
import { AgreementItems } from './agreement-items.tsx';
import { ParticipantChoice, ProfileChoice } from '../ui/choices.tsx';
import { useFilter } from './use-filter.ts';

/** What was agreed: with whom, about what, on which day. */
export default function AgreementsPage() {
  const { t, i18n } = useTranslation();
  const { value, set } = useFilter({ on: today() });
  const [participant, profile, on] = [value('participant'), value('profile'), value('on')];
  const readable = on === '' || isDay(on);
  const agreements = useInfiniteQuery({
    ...agreementListQuery({ participant, profile, on }),
    enabled: readable,
  });
  return (
    <Page
      title={t('agreements.title')}
      lead={
        <>
          {t('agreements.lead')} <Term id="agreement" /> · <Term id="profile" />
        </>
      }
      actions={
        <>
          <Button
            component="a"
            href={convenantFile(i18n.language)}
            variant="default"
            leftSection={<IconFileTypePdf size={18} aria-hidden />}
          >
            {t('agreements.convenant')}
          </Button>
          <Button
            component={Link}
            to="/afspraken/agenda"
            variant="default"
            leftSection={<IconCalendarDue size={18} aria-hidden />}
          >
            {t('agreements.toAgenda')}
          </Button>
        </>
      }
    >
      <div className="filters">
        <ParticipantChoice value={participant} choose={(it) => set('participant', it)} />
        <ProfileChoice value={profile} choose={(it) => set('profile', it)} />
        <DayInput
          label={t('agreements.on')}
          value={on}
          optional
          error={readable ? null : t('ui.day.unreadable', { form: t('ui.day.form') })}
          onChange={(it) => set('on', it)}
        />
      </div>
      <Panel title={t(on === '' ? 'agreements.all' : 'agreements.inForce')}>
        <GrowingList
          query={agreements}
          empty={<Empty title={t('agreements.empty')} text={t('agreements.emptyText')} />}
        >
          {(items) => <AgreementItems agreements={items} />}
        </GrowingList>
      </Panel>
    </Page>
  );
}
