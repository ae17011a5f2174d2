import { Textarea } from '@mantine/core';
import type { GetInputPropsReturnType } from '@mantine/form';
import { useDebouncedValue } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { checkFile } from '../api/purchase-checks.ts';
import { NamedTitles } from '../purchase-check/named-titles.tsx';
import { UnreadableLines } from '../purchase-check/unreadable.tsx';
import { ChooseFile } from '../ui/choose-file.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { readNamed } from './draft.ts';

/** Milliseconds without typing after which the advice is asked for. */
const PAUSE = 700;
const SHOWN = 12;

interface NamedFieldsProps {
  readonly participant: string;
  readonly profile: string | null;
  /** Whether the line is about buying: only then there is advice. */
  readonly buying: boolean;
  readonly field: GetInputPropsReturnType;
  readonly change: (named: string) => void;
}

/** The titles that a line names: typed, pasted or from a file, with the advice on each. */
export function NamedFields({ participant, profile, buying, field, change }: NamedFieldsProps) {
  const { t } = useTranslation();
  const written: string = field.value ?? '';
  const { titles, mistakes } = readNamed(written);
  const [settled] = useDebouncedValue(written, PAUSE);
  const reading = useMutation({
    mutationFn: (content: File) => checkFile({ content, participant, profile: profile ?? '' }),
    onSuccess: ({ items }) => {
      const lines = items.map(({ identifier, title }) => (title === null ? identifier : `${identifier} ${title}`));
      change([...(written.trim() === '' ? [] : [written.trimEnd()]), ...lines].join('\n'));
    },
  });
  const mistake = mistakes[0];
  const counted = titles.length > 0 ? ` ${t('plans.namedCount', { count: titles.length })}.` : '';
  return (
    <div className="line-named stack">
      <Textarea
        label={t('plans.named')}
        description={`${t('plans.namedHint')}${counted}`}
        autosize
        minRows={3}
        maxRows={12}
        placeholder="978-90-214-3404-9"
        classNames={{ input: 'mono' }}
        {...field}
        error={
          mistake === undefined
            ? field.error
            : t(mistake.lossy ? 'plans.namedLossy' : 'plans.namedWrong', { line: mistake.line, text: mistake.text })
        }
      />
      <div className="row">
        <ChooseFile
          small
          label={t('plans.namedFile')}
          busy={reading.isPending}
          choose={(file) => reading.mutate(file)}
        />
        <span className="dim small">{t('check.fileFormats')}</span>
      </div>
      {reading.error !== null && <ProblemNote error={reading.error} />}
      {reading.data !== undefined && <UnreadableLines lines={reading.data.unreadable} />}
      {buying && titles.length > 0 && (
        <NamedTitles participant={participant} profile={profile} titles={readNamed(settled).titles} most={SHOWN} />
      )}
    </div>
  );
}
