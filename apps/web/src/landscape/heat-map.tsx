import { Fragment, type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { nextTo, tilesOf } from './treemap.ts';

/** A tile of the map: what it says, how large and in which colour it is, and where it leads. */
export interface MapTile {
  readonly id: string;
  /** Where it leads. */
  readonly to: string;
  readonly name: string;
  /** What stands under its name, the most telling first; what has no room is still read out. */
  readonly said: readonly ReactNode[];
  readonly size: number;
  /** Class of its colour. */
  readonly tone: string;
}

interface HeatMapProps {
  readonly label: string;
  readonly tiles: readonly MapTile[];
  readonly narrow: boolean;
  /** Where one comes by zooming out; nowhere where there is nothing further out. */
  readonly out: string | undefined;
}

/** Width to height of the map. */
const PROPORTION = 1.9;
/** Shares of the map below which a tile has no room for a line more, and for its name at all. */
const ROOM_FOR_LINE = 0.014;
const ROOM_FOR_NAME = 0.006;
/** Share of its width below which a name is set smaller. */
const SLIM = 0.1;

/** Tiles of which one can be tabbed to, and the others reached with the arrow keys. On a narrow screen they are a list. */
export function HeatMap({ label, tiles, narrow, out }: HeatMapProps) {
  const navigate = useNavigate();
  const [current, setCurrent] = useState<string | null>(null);
  const links = useRef(new Map<string, HTMLAnchorElement>());
  const laid = tilesOf(tiles, ({ size }) => size, PROPORTION);
  const entry = laid.some(({ what }) => what.id === current) ? current : laid[0]?.what.id;
  const largest = Math.max(1, ...tiles.map(({ size }) => size));

  const move = (event: KeyboardEvent<HTMLAnchorElement>, at: (typeof laid)[number]): void => {
    if (event.key === 'Escape' && out !== undefined) {
      void navigate(out);
      return;
    }
    const to = narrow ? beside(laid, at, event.key) : nextTo(laid, at, event.key);
    if (to === undefined) return;
    event.preventDefault();
    setCurrent(to.what.id);
    links.current.get(to.what.id)?.focus();
  };

  return (
    <ul className={narrow ? 'heat-list' : 'heat-map'} aria-label={label}>
      {laid.map((tile) => {
        const { what, left, top, width, height } = tile;
        const area = width * height;
        return (
          <li
            key={what.id}
            style={
              narrow
                ? undefined
                : { left: percent(left), top: percent(top), width: percent(width), height: percent(height) }
            }
          >
            <Link
              to={what.to}
              className={`map-tile ${what.tone} ${!narrow && width < SLIM ? 'slim' : ''}`}
              tabIndex={what.id === entry ? 0 : -1}
              title={what.name}
              ref={(element) => {
                if (element === null) links.current.delete(what.id);
                else links.current.set(what.id, element);
              }}
              onFocus={() => setCurrent(what.id)}
              onKeyDown={(event) => move(event, tile)}
            >
              <span className={narrow || area >= ROOM_FOR_NAME ? 'map-name' : 'sr-only'}>{what.name}</span>
              {what.said.map((line, place) => (
                <Fragment key={`${what.id} ${String(place)}`}>
                  {' '}
                  <span className={narrow || area >= ROOM_FOR_LINE * (place + 1) ? 'map-line' : 'sr-only'}>{line}</span>
                </Fragment>
              ))}
              {narrow && (
                <span className="bar-track" aria-hidden>
                  <span className="bar-fill" style={{ width: percent(what.size / largest) }} />
                </span>
              )}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}

function percent(share: number): string {
  return `${(share * 100).toFixed(4)}%`;
}

/** The tile before or after this one, in a list. */
function beside<Of>(all: readonly Of[], at: Of, key: string): Of | undefined {
  const step = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0;
  return step === 0 ? undefined : all[all.indexOf(at) + step];
}
