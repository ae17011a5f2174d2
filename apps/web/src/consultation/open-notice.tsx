import { Alert } from '@mantine/core';
import { IconMessages } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { collectionPlansQuery } from '../api/coverage.ts';
import { useFormat } from '../ui/format.ts';
import { today } from '../ui/today.ts';

/** Tells which versions are open for comments, to everybody who looks at the plan in force. */
export function OpenNotice() {
  const { t } = useTranslation();
  const format = useFormat();
  const { data = [] } = useQuery(collectionPlansQuery);
  const open = data.filter(({ consultedUntil }) => consultedUntil !== null && consultedUntil >= today());
  if (open.length === 0) return null;
  return (
    <Alert color="ink" className="notice" icon={<IconMessages aria-hidden />} title={t('consultation.noticeTitle')}>
      {open.map(({ code, token, title, version, consultedUntil }) => (
        <p key={token}>
          {t('consultation.notice', { title, version, until: format.day(consultedUntil) })}{' '}
          <Link to={`/collectieplan/${code}/${version}`}>{t('consultation.noticeLink')}</Link>
        </p>
      ))}
    </Alert>
  );
}
