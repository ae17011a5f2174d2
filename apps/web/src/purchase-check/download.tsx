import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ProblemNote } from '../ui/problem-note.tsx';
import { saveAs } from '../ui/save-as.ts';

/** Hands over an answer as a file that is made for it. */
export function Download({ name, file }: { name: string; file: () => Promise<Blob> }) {
  const { t } = useTranslation();
  const making = useMutation({
    mutationFn: file,
    onSuccess: (content) => saveAs(name, 'text/csv;charset=utf-8', content),
  });
  return (
    <div>
      <Button
        variant="default"
        size="xs"
        loading={making.isPending}
        leftSection={<IconDownload size={16} aria-hidden />}
        onClick={() => making.mutate()}
      >
        {t('check.download')}
      </Button>
      {making.error !== null && <ProblemNote error={making.error} />}
    </div>
  );
}
