import { Button, FileButton } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import type { Ref } from 'react';

interface ChooseFileProps {
  readonly label: string;
  readonly choose: (file: File) => void;
  /** Kinds of files that the browser offers; without it all. */
  readonly accept?: string;
  readonly busy?: boolean;
  readonly small?: boolean;
  /** The button, for whoever gives the focus back to it. */
  readonly button?: Ref<HTMLButtonElement>;
}

/** A button that lets a file be chosen and hands it over at once. */
export function ChooseFile({ label, choose, accept, busy = false, small = false, button }: ChooseFileProps) {
  return (
    <FileButton
      {...(accept !== undefined && { accept })}
      onChange={(file) => {
        if (file !== null) choose(file);
      }}
      inputProps={{ 'aria-label': label, tabIndex: -1 }}
    >
      {(props) => (
        <Button
          {...props}
          {...(button !== undefined && { ref: button })}
          type="button"
          variant="default"
          size={small ? 'xs' : 'sm'}
          loading={busy}
          leftSection={<IconFileUpload size={small ? 16 : 18} aria-hidden />}
        >
          {label}
        </Button>
      )}
    </FileButton>
  );
}
