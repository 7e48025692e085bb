import { findMarkers, type Marker } from "./emphasis.ts";
import type { Span } from "./interview.ts";

/** The emphasis markers of a block, by where they start and end. */
export interface Markers {
  startingAt(position: number): Marker | undefined;
  endingAt(position: number): Marker | undefined;
}

interface Window {
  readonly byStart: ReadonlyMap<number, Marker>;
  readonly byEnd: ReadonlyMap<number, Marker>;
}

/** Emphasis is paired within so many characters: more than any paragraph that a person wrote. */
const WINDOW = 50_000;

/** Holds the last two windows only, since a block may be a whole file; positions are asked for in about their order. */
export function indexMarkers(source: string, { start, end }: Span): Markers {
  const windows = new Map<number, Window>();
  const windowAt = (position: number): Window => {
    const number = Math.floor((position - start) / WINDOW);
    let window = windows.get(number);
    if (!window) {
      const from = start + number * WINDOW;
      const markers = findMarkers(source, from, Math.min(end, from + WINDOW));
      window = {
        byStart: new Map(markers.map((marker) => [marker.start, marker])),
        byEnd: new Map(markers.map((marker) => [marker.end, marker])),
      };
      windows.set(number, window);
      for (const old of windows.keys()) if (old < number - 1) windows.delete(old);
    }
    return window;
  };
  return {
    startingAt: (position) => windowAt(position).byStart.get(position),
    endingAt: (position) => windowAt(position - 1).byEnd.get(position),
  };
}
