import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconMessagePlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CollectionPlan } from '../api/coverage.ts';
import { useActingFor } from '../shell/acting.tsx';
import { Comment } from './comment.tsx';
import { isAsked, useComments } from './use-comments.ts';
import { WriteComment } from './write-comment.tsx';

interface CommentsProps {
  readonly plan: CollectionPlan;
  /** `null`: the plan as a whole. */
  readonly profile: string | null;
}

/** What participants say of a profile, or of the plan as a whole, with room to say more while that is asked. */
export function Comments({ plan, profile }: CommentsProps) {
  const { t } = useTranslation();
  const mine = useActingFor();
  const [writing, form] = useDisclosure(false);
  const said = useComments(plan).filter((comment) => comment.profile === profile);
  const mayWrite = isAsked(plan) && mine.length > 0;
  if (said.length === 0 && !mayWrite) return null;
  const title = profile === null ? t('consultation.ofPlan') : t('consultation.ofProfile', { profile });
  const react = profile === null ? t('consultation.reactPlan') : t('consultation.react', { profile });
  return (
    <section className="comments" aria-label={title}>
      {said.length > 0 && (
        <ol className="items">
          {said.map((comment) => (
            <Comment key={comment.id} comment={comment} />
          ))}
        </ol>
      )}
      {mayWrite && !writing && (
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconMessagePlus size={16} aria-hidden />}
          onClick={form.open}
        >
          {react}
        </Button>
      )}
      {writing && <WriteComment plan={plan} profile={profile} title={react} close={form.close} />}
    </section>
  );
}
