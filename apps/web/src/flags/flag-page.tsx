import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { Page } from '../ui/page.tsx';
import { Explanation } from './explanation.tsx';

/** The explanation of one flag, under an address that can be passed on. */
export default function FlagPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  return (
    <Page title={t('flags.whatIsUp')} back={{ to: '/signaleringen', label: t('flags.back') }}>
      <div className="sheet">
        <Explanation id={id} under={1} />
      </div>
    </Page>
  );
}
