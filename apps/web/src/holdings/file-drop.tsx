import { IconFileUpload } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChooseFile } from '../ui/choose-file.tsx';
import { useFormat } from '../ui/format.ts';

interface FileDropProps {
  readonly file: File | null;
  readonly error?: string;
  /** Which files are understood; those of holdings unless it is said. */
  readonly formats?: string;
  readonly onChoose: (file: File) => void;
}

/** Takes a file by dragging it here or by choosing it. */
export function FileDrop({ file, error, formats, onChoose }: FileDropProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { target, over } = useDrop(onChoose);
  return (
    <fieldset ref={target} className={`drop ${over ? 'drop-over' : ''} ${error === undefined ? '' : 'drop-error'}`}>
      <legend className="sr-only">{t('imports.file')}</legend>
      <IconFileUpload size={34} stroke={1.3} aria-hidden />
      {file === null ? (
        <p>
          {t('imports.drop')} {t('imports.or')}
        </p>
      ) : (
        <p aria-live="polite">
          <strong>{t('imports.dropped', { name: file.name, size: format.bytes(file.size) })}</strong>
        </p>
      )}
      <ChooseFile
        label={t(file === null ? 'imports.choose' : 'imports.chooseOther')}
        choose={onChoose}
        prominent={file === null}
      />
      <p className="dim small">{formats ?? t('imports.formats')}</p>
      {error !== undefined && (
        <p className="field-error" role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}

/** Lets files be dropped on an element; with the keyboard there is the button. */
function useDrop(onChoose: (file: File) => void) {
  const target = useRef<HTMLFieldSetElement>(null);
  const [over, setOver] = useState(false);
  useEffect(() => {
    const drag = (event: DragEvent): void => {
      event.preventDefault();
      setOver(event.type === 'dragover');
      const dropped = event.type === 'drop' ? event.dataTransfer?.files[0] : undefined;
      if (dropped) onChoose(dropped);
    };
    const element = target.current;
    const kinds = ['dragover', 'dragleave', 'drop'] as const;
    for (const kind of kinds) element?.addEventListener(kind, drag);
    return () => {
      for (const kind of kinds) element?.removeEventListener(kind, drag);
    };
  }, [onChoose]);
  return { target, over };
}
