import { Button, NativeSelect, Radio, Textarea } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { profilesQuery } from '../api/agreements.ts';
import { FileDrop } from '../holdings/file-drop.tsx';
import { ActingChoice } from '../shell/acting.tsx';
import { useFormat } from '../ui/format.ts';

export type CheckKind = 'check' | 'unbought';

export interface Question {
  readonly kind: CheckKind;
  readonly content: Blob;
  readonly profile: string;
}

/** Which titles, for which profile, and what one wants to know of them. */
export function AskForm({ busy, ask }: { busy: boolean; ask: (question: Question) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { data: profiles } = useQuery(profilesQuery);
  const [kind, setKind] = useState<CheckKind>('check');
  const [typed, setTyped] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const [profile, setProfile] = useState('');
  const [mistake, setMistake] = useState<'nothing' | 'both' | null>(null);

  const send = (event: FormEvent): void => {
    event.preventDefault();
    const isTyped = typed.trim() !== '';
    const wrong = isTyped === (file !== null) ? (isTyped ? 'both' : 'nothing') : null;
    setMistake(wrong);
    if (wrong === null) ask({ kind, content: file ?? new Blob([typed]), profile });
  };

  return (
    <form className="stack" noValidate onSubmit={send}>
      <ActingChoice nobody={t('check.forNobody')} />
      <Radio.Group label={t('check.kind')} value={kind} onChange={setKind}>
        <div className="choices">
          <Radio value="check" label={t('check.kinds.check')} description={t('check.kinds.checkText')} />
          <Radio value="unbought" label={t('check.kinds.unbought')} description={t('check.kinds.unboughtText')} />
        </div>
      </Radio.Group>
      <Textarea
        label={t('check.typed')}
        description={t('check.typedHint')}
        autosize
        minRows={4}
        maxRows={14}
        placeholder="978-90-214-3404-9"
        classNames={{ input: 'mono' }}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        error={mistake === null ? null : t(`check.${mistake}`)}
      />
      <FileDrop file={file} onChoose={setFile} formats={t('check.fileFormats')} />
      {file !== null && (
        <Button
          variant="subtle"
          size="xs"
          type="button"
          leftSection={<IconX size={16} aria-hidden />}
          onClick={() => setFile(null)}
        >
          {t('check.removeFile')}
        </Button>
      )}
      <NativeSelect
        label={t('check.profile')}
        value={profile}
        onChange={(event) => setProfile(event.currentTarget.value)}
        data={[
          { value: '', label: t('check.anyProfile') },
          ...(profiles ?? []).map(({ code, name }) => ({ value: code, label: `${code} ${format.name(name)}` })),
        ]}
      />
      <div className="row between">
        <span />
        <Button type="submit" loading={busy}>
          {t('check.start')}
        </Button>
      </div>
    </form>
  );
}
