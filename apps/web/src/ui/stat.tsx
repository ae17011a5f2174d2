import { Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';

interface StatProps {
  readonly label: ReactNode;
  readonly value: ReactNode;
  readonly note?: ReactNode;
  readonly to?: string;
  readonly tone?: 'warn' | 'good';
}

/** One figure with its label, leading to what is behind it. */
export function Stat({ label, value, note, to, tone }: StatProps) {
  const shown = value === undefined ? <Skeleton height={30} width={64} aria-hidden /> : value;
  return (
    <div className={`stat ${tone ? `stat-${tone}` : ''}`}>
      <dt>{to === undefined ? label : <Link to={to}>{label}</Link>}</dt>
      <dd className="stat-value">{shown}</dd>
      {note !== undefined && <dd className="stat-note">{note}</dd>}
    </div>
  );
}

export function Stats({ children }: { children: ReactNode }) {
  return <dl className="stats">{children}</dl>;
}
