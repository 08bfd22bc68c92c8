import {
  Carry,
  WINDOW_NAMES,
  WindowTallies,
  WindowTally,
} from '@handoff/backstage-plugin-data-products-common';
import { DAY_MS, MeasuredValue } from './ObservationDay';

type Packed = (number | string | null)[];

/** A third of its size as an object; there is one for every day. */
export function packCarry(carry: Carry): string {
  const { at, source, measured, value, valueAt, newestAt } = carry;
  const { kept, since, streak } = carry;
  const packed: Packed = [
    at,
    source,
    Number(measured),
    value ?? null,
    offset(valueAt, at),
    offset(newestAt, at),
    kept === undefined ? null : Number(kept),
    offset(since, at),
    streak,
  ];
  if (carry.breach) {
    const { breach } = carry;
    packed.push(
      breach.since - at,
      breach.worstValue ?? null,
      offset(breach.worstAt, at),
    );
  }
  return JSON.stringify(packed);
}

/** @param packed - also in the form of an object, as it was stored at first */
export function unpackCarry(packed: string): Carry {
  const stored = JSON.parse(packed);
  if (!Array.isArray(stored)) {
    return stored;
  }
  const [at, source, measured, value, valueAt, newestAt, kept, since, streak] =
    stored;
  const [breachSince, worstValue, worstAt] = stored.slice(9);
  return {
    at,
    source,
    measured: Boolean(measured),
    value: value ?? undefined,
    valueAt: valueAt === null ? undefined : at + valueAt,
    newestAt: newestAt === null ? undefined : at + newestAt,
    kept: kept === null ? undefined : Boolean(kept),
    since: since === null ? undefined : at + since,
    streak,
    breach:
      breachSince === undefined
        ? undefined
        : {
            since: at + breachSince,
            worstValue: worstValue ?? undefined,
            worstAt: worstAt === null ? undefined : at + worstAt,
          },
  };
}

export function packWindows(windows: WindowTallies): string {
  const packed: Packed[] = WINDOW_NAMES.map(name => {
    const { from, tally } = windows[name];
    const { good, bad, unknown, keptMs, brokenMs, silentMs } = tally;
    return [from, good, bad, unknown, keptMs, brokenMs, silentMs];
  });
  return JSON.stringify([windows.through, windows.since ?? null, ...packed]);
}

/** @param packed - also in the form of an object, as it was stored at first */
export function unpackWindows(packed: string): WindowTallies {
  const stored = JSON.parse(packed);
  if (!Array.isArray(stored)) {
    return stored;
  }
  const [through, since, ...tallies] = stored;
  const [window, threeDays, sixHours, hour] = tallies.map(
    ([from, good, bad, unknown, keptMs, brokenMs, silentMs]): WindowTally => ({
      from,
      tally: { good, bad, unknown, keptMs, brokenMs, silentMs },
    }),
  );
  return {
    through,
    since: since ?? undefined,
    window,
    threeDays,
    sixHours,
    hour,
  };
}

export function packSample(
  day: number,
  sample: readonly MeasuredValue[],
): string {
  return JSON.stringify(
    sample.map(({ at, value }) => [at - day * DAY_MS, value]),
  );
}

export function unpackSample(day: number, packed: string): MeasuredValue[] {
  const stored: [at: number, value: number][] = JSON.parse(packed);
  return stored.map(([at, value]) => ({ at: day * DAY_MS + at, value }));
}

function offset(time: number | undefined, from: number): number | null {
  return time === undefined ? null : time - from;
}
