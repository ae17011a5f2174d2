import { Button, FileButton } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { type Ref, useRef } from 'react';

interface ChooseFileProps {
  readonly label: string;
  readonly choose: (file: File) => void;
  /** Kinds of files that the browser offers; without it all. */
  readonly accept?: string;
  readonly busy?: boolean;
  readonly small?: boolean;
  /** It is what there is to do here. */
  readonly prominent?: boolean;
  /** The button, for whoever gives the focus back to it. */
  readonly button?: Ref<HTMLButtonElement>;
}

/** A button that lets a file be chosen and hands it over at once; the same file again, too, once it was mended. */
export function ChooseFile({ label, choose, accept, busy = false, small = false, prominent, button }: ChooseFileProps) {
  // A browser tells of another file only, and what it goes by is where the file is.
  const forget = useRef<() => void>(null);
  return (
    <FileButton
      {...(accept !== undefined && { accept })}
      resetRef={forget}
      onChange={(file) => {
        if (file === null) return;
        choose(file);
        forget.current?.();
      }}
      inputProps={{ 'aria-label': label, tabIndex: -1 }}
    >
      {(props) => (
        <Button
          {...props}
          {...(button !== undefined && { ref: button })}
          type="button"
          variant={prominent === true ? 'filled' : 'default'}
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
