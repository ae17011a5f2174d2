import type { ReactNode } from 'react';

interface EmptyProps {
  readonly title: string;
  readonly text?: string;
  readonly action?: ReactNode;
}

/** Nothing to show: says why that is so and what can be done. */
export function Empty({ title, text, action }: EmptyProps) {
  return (
    <div className="empty">
      <svg viewBox="0 0 96 48" width="96" height="48" aria-hidden>
        <g className="empty-spines">
          <rect x="8" y="8" width="11" height="32" rx="2" />
          <rect x="23" y="14" width="9" height="26" rx="2" />
          <rect x="36" y="6" width="12" height="34" rx="2" className="empty-gap" />
          <rect x="52" y="12" width="10" height="28" rx="2" />
          <rect x="66" y="9" width="13" height="31" rx="2" />
        </g>
        <rect x="2" y="42" width="92" height="2.5" rx="1.25" className="empty-shelf" />
      </svg>
      <p className="empty-title">{title}</p>
      {text !== undefined && <p className="dim">{text}</p>}
      {action}
    </div>
  );
}
