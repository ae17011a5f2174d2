import { type ReactNode, useEffect, useRef, useState } from 'react';

/** Lets a wide table scroll by itself; it takes the focus, for the arrow keys, only when there is something to scroll. */
export function TableFrame({ children }: { children: ReactNode }) {
  const frame = useRef<HTMLDivElement>(null);
  const [scrolls, setScrolls] = useState(false);
  useEffect(() => {
    const measured = frame.current;
    if (measured === null) return undefined;
    const observer = new ResizeObserver(() => setScrolls(measured.scrollWidth > measured.clientWidth));
    // The table may grow within a frame that keeps its size.
    for (const sized of [measured, ...measured.children]) observer.observe(sized);
    return () => observer.disconnect();
  }, []);
  return (
    <div className="table-frame" ref={frame} {...(scrolls && { tabIndex: 0 })}>
      {children}
    </div>
  );
}
