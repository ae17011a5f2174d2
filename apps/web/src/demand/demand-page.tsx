import { useTranslation } from 'react-i18next';
import { useRole } from '../shell/session.tsx';
import { Page } from '../ui/page.tsx';
import { Term } from '../ui/term.tsx';
import { DeliveriesPanel } from './deliveries-panel.tsx';
import { RulePanel } from './rule-panel.tsx';
import { SendPanel } from './send-panel.tsx';

/** What readers ask for: files of loan requests, and from where on they count. */
export default function DemandPage() {
  const { t } = useTranslation();
  const sends = useRole('plan-owner', 'administrator', 'service');
  return (
    <Page
      title={t('demand.title')}
      lead={
        <>
          {t('demand.lead')} <Term id="loanRequest" /> · <Term id="unmet" />
        </>
      }
    >
      <div className="stack wide">
        <RulePanel />
        {sends && <SendPanel />}
        {sends && <DeliveriesPanel />}
      </div>
    </Page>
  );
}
