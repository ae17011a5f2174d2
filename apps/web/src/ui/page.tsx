import { Title } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { type ReactNode, useEffect } from 'react';
import { Link } from 'react-router';

interface PageProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  readonly back?: { readonly to: string; readonly label: string };
  readonly children: ReactNode;
}

/** A screen: its title (of the document too), what it is for, what can be done, and its contents. */
export function Page({ title, lead, actions, back, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · Collectieplan`;
  }, [title]);
  return (
    <>
      <header className="page-head">
        <div>
          {back && (
            <Link to={back.to} className="back">
              <IconArrowLeft size={16} aria-hidden />
              {back.label}
            </Link>
          )}
          <Title order={1} tabIndex={-1} id="page-title">
            {title}
          </Title>
          {lead !== undefined && <div className="lead">{lead}</div>}
        </div>
        {actions !== undefined && <div className="page-actions">{actions}</div>}
      </header>
      {children}
    </>
  );
}
