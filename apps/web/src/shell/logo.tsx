/** Spines on a shelf, one of them still missing. */
export function Logo({ size = 32 }: { size?: number }) {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden className="logo">
      <rect width="32" height="32" rx="7" className="logo-ground" />
      <rect x="6" y="7" width="4" height="17" rx="1" className="logo-paper" />
      <rect x="11.5" y="10" width="4" height="14" rx="1" className="logo-green" />
      <rect x="17.5" y="8.5" width="3" height="15" rx="1" className="logo-gap" />
      <rect x="22" y="9" width="4" height="15" rx="1" className="logo-paper" />
      <rect x="5" y="25" width="22" height="1.6" rx=".8" className="logo-green" />
    </svg>
  );
}
