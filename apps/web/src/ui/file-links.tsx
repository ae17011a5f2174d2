import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';

interface FileLinksProps {
  readonly files: readonly { readonly label: string; readonly href: string }[];
}

/** The same thing to be taken home in several forms. */
export function FileLinks({ files }: FileLinksProps) {
  return (
    <div className="row">
      {files.map(({ label, href }) => (
        <Button
          key={href}
          component="a"
          href={href}
          download
          variant="default"
          leftSection={<IconDownload size={18} aria-hidden />}
        >
          {label}
        </Button>
      ))}
    </div>
  );
}
