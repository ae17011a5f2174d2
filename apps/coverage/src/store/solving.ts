import loader from 'highs';
import type { Programme } from '../model/division-programme.ts';

/** The package is an ES module whose types are those of its CommonJS twin, so that they find the loader one step deeper. */
const loadHighs = loader as unknown as typeof loader.default;

/** How far a search is: seconds, and how far its best solution may be from the best there is, as a share. */
export interface Headway {
  readonly seconds: number;
  readonly gap: number | null;
}

/** The variables that are 1 in the best solution that was found, and whether it is proved that there is no better one. */
export interface Solved {
  readonly chosen: ReadonlySet<string>;
  readonly optimal: boolean;
  readonly cost: number;
  readonly headway: Headway;
}

/** Nothing is cut off as near enough: two solutions are as good only when their costs are. */
const EXACT = { mip_rel_gap: 0, mip_abs_gap: 1e-7, output_flag: false, random_seed: 0 };

let loading: ReturnType<typeof loadHighs> | undefined;

/** Solves an integer programme, for so many seconds at most; `null` when nothing was found in that time. */
export async function solve(
  { text, binaries }: Programme,
  seconds: number,
  tell: (headway: Headway) => void = () => undefined,
): Promise<Solved | null> {
  loading ??= loadHighs();
  const highs = await loading;
  return highs.withModel((model) => {
    model.readModel({ format: 'lp', data: text });
    model.options.set({ ...EXACT, time_limit: seconds });
    let headway: Headway = { seconds: 0, gap: null };
    model.run({
      [highs.constants.callbackType.mipLogging]({ data }: { data: { running_time?: number; mip_gap?: number } }) {
        const { running_time: running = 0, mip_gap: gap = Infinity } = data;
        headway = { seconds: running, gap: Number.isFinite(gap) ? gap : null };
        tell(headway);
      },
    });
    const status = model.getModelStatus();
    const optimal = status === highs.constants.modelStatus.optimal;
    if (!optimal && (status !== highs.constants.modelStatus.timeLimit || headway.gap === null)) return null;
    const { colValue } = model.getSolution();
    const asked = new Set(binaries);
    const chosen = new Set<string>();
    for (const [column, value] of colValue.entries()) {
      const name = model.getColName(column);
      if (value > 0.5 && asked.has(name)) chosen.add(name);
    }
    const gap = optimal ? 0 : headway.gap;
    return { chosen, optimal, cost: model.getObjectiveValue(), headway: { seconds: model.getRunTime(), gap } };
  });
}
