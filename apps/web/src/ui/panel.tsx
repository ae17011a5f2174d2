import { Title } from '@mantine/core';
import { type ReactNode, useId } from 'react';

interface PanelProps {
  readonly title: ReactNode;
  readonly actions?: ReactNode;
  readonly plain?: boolean;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A part of a screen under its own heading. `plain` leaves the room around its contents out, for tables. */
export function Panel({ title, actions, plain = false, className = '', children }: PanelProps) {
  const id = useId();
  return (
    <section className={`panel ${plain ? 'panel-plain' : ''} ${className}`} aria-labelledby={id}>
      <div className="panel-head">
        <Title order={2} id={id} size="h4">
          {title}
        </Title>
        {actions}
      </div>
      <div className="panel-body">{children}</div>
    </section>
  );
}
