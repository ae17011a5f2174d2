import { hierarchy, treemap, treemapSquarify } from 'd3-hierarchy';

/** Where a tile lies, in shares of the width and the height of the map. */
export interface Tile<What> {
  readonly what: What;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The least that a tile takes, as a share of what it would have if all were alike: what has nothing is there too. */
const LEAST = 0.25;

/** Lays out tiles whose areas are as their sizes, the largest first, on a map of these proportions. */
export function tilesOf<What>(
  all: readonly What[],
  sizeOf: (what: What) => number,
  proportion: number,
): readonly Tile<What>[] {
  if (all.length === 0) return [];
  const total = all.reduce((sum, what) => sum + sizeOf(what), 0);
  const least = total === 0 ? 1 : (total / all.length) * LEAST;
  const root = hierarchy<Node<What>>({ children: all.map((what) => ({ what })) })
    .sum(({ what }) => (what === undefined ? 0 : Math.max(least, sizeOf(what))))
    .sort((one, other) => (other.value ?? 0) - (one.value ?? 0));
  const laid = treemap<Node<What>>().tile(treemapSquarify).size([proportion, 1])(root);
  return laid.leaves().flatMap(({ data: { what }, x0, x1, y0, y1 }) => {
    const place = { left: x0 / proportion, top: y0, width: (x1 - x0) / proportion, height: y1 - y0 };
    return what === undefined ? [] : [{ what, ...place }];
  });
}

interface Node<What> {
  readonly what?: What;
  readonly children?: readonly Node<What>[];
}

type Direction = 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight';

/** Which tile is next to this one in the direction of an arrow key; `undefined` at the edge. */
export function nextTo<What>(tiles: readonly Tile<What>[], from: Tile<What>, key: string): Tile<What> | undefined {
  const ahead = AHEAD[key as Direction];
  if (ahead === undefined) return undefined;
  return tiles
    .filter((it) => it !== from && ahead(from, it) > 0)
    .map((tile) => ({ tile, distance: distance(from, tile, key) }))
    .toSorted((one, other) => one.distance - other.distance)[0]?.tile;
}

type Ahead = (from: Tile<unknown>, to: Tile<unknown>) => number;

const AHEAD: Record<Direction, Ahead> = {
  ArrowUp: (from, to) => middle(from).y - middle(to).y - EDGE,
  ArrowDown: (from, to) => middle(to).y - middle(from).y - EDGE,
  ArrowLeft: (from, to) => middle(from).x - middle(to).x - EDGE,
  ArrowRight: (from, to) => middle(to).x - middle(from).x - EDGE,
};
const EDGE = 1e-6;

/** What lies straight ahead is nearer than what lies aside. */
function distance(from: Tile<unknown>, to: Tile<unknown>, key: string): number {
  const [one, other] = [middle(from), middle(to)];
  const [across, along] = [Math.abs(one.x - other.x), Math.abs(one.y - other.y)];
  return key === 'ArrowUp' || key === 'ArrowDown' ? along + 2 * across : across + 2 * along;
}

function middle({ left, top, width, height }: Tile<unknown>): { x: number; y: number } {
  return { x: left + width / 2, y: top + height / 2 };
}
