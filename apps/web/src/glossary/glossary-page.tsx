import { useTranslation } from 'react-i18next';
import { Page } from '../ui/page.tsx';
import type { TermId } from '../ui/term.tsx';
import { nl } from './words.ts';

const TERMS = Object.keys(nl.term) as TermId[];

/** Every word of the domain on one page. */
export default function GlossaryPage() {
  const { t, i18n } = useTranslation();
  const terms = TERMS.map((id) => ({
    id,
    name: t(`glossary.term.${id}.name`),
    text: t(`glossary.term.${id}.text`),
  })).toSorted((one, other) => one.name.localeCompare(other.name, i18n.language));
  return (
    <Page title={t('glossary.title')} lead={t('glossary.lead')}>
      <dl className="glossary">
        {terms.map(({ id, name, text }) => (
          <div key={id} id={id}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </Page>
  );
}
