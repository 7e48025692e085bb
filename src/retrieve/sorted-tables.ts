/** Finds strings of one-byte letters that lie end to end in order; gives the place in that order, or -1. */
export function packedStrings(text: Uint8Array, starts: Uint32Array): (wanted: string) => number {
  const compare = (item: number, wanted: string): number => {
    const start = starts[item]!;
    const length = starts[item + 1]! - start;
    for (let i = 0; i < Math.min(length, wanted.length); i++) {
      const difference = text[start + i]! - wanted.charCodeAt(i);
      if (difference !== 0) return difference;
    }
    return length - wanted.length;
  };
  return (wanted) => {
    let low = 0;
    let high = starts.length - 2;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const order = compare(middle, wanted);
      if (order === 0) return middle;
      if (order < 0) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  };
}

/** Finds words in strings of UTF-16 units that lie end to end in order. */
export function prefixSearch(text: Uint16Array, starts: Uint32Array) {
  const count = starts.length - 1;
  const lengthOf = (item: number) => starts[item + 1]! - starts[item]!;
  // Compares the item's first `units` units only, so that all that share a prefix are equal.
  const compare = (item: number, wanted: string, from: number, units: number): number => {
    const start = starts[item]!;
    const length = lengthOf(item);
    for (let i = 0; i < units; i++) {
      if (i >= length) return -1;
      const difference = text[start + i]! - wanted.charCodeAt(from + i);
      if (difference !== 0) return difference;
    }
    return 0;
  };
  const firstFrom = (low: number, wanted: string, from: number, units: number): number => {
    let high = count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compare(middle, wanted, from, units) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    find: (wanted: string): number => {
      const item = firstFrom(0, wanted, 0, wanted.length);
      const found = item < count && lengthOf(item) === wanted.length;
      return found && compare(item, wanted, 0, wanted.length) === 0 ? item : -1;
    },
    /** Every item that begins with `prefix`, in order. */
    eachBeginningWith: (prefix: string, found: (item: number) => void): void => {
      for (
        let item = firstFrom(0, prefix, 0, prefix.length);
        item < count && compare(item, prefix, 0, prefix.length) === 0;
        item++
      )
        found(item);
    },
    /** Every item that is a prefix of what follows `start`, shortest first. */
    eachPrefix: (
      wanted: string,
      start: number,
      found: (end: number, item: number) => void,
    ): void => {
      let item = 0;
      for (let units = 1; start + units <= wanted.length; units++) {
        item = firstFrom(item, wanted, start, units);
        if (item >= count || compare(item, wanted, start, units) !== 0) return;
        if (lengthOf(item) === units) found(start + units, item);
      }
    },
  };
}

/** What belongs to a UTF-16 unit, looked up rather than searched: 64 Ki entries. */
export function unitTable(
  units: Uint16Array,
  values: Uint16Array | Int8Array,
  otherwise: number,
): (unit: number) => number {
  const table = new Int32Array(65_536).fill(otherwise);
  units.forEach((unit, index) => {
    table[unit] = values[index]!;
  });
  return (unit) => table[unit]!;
}
