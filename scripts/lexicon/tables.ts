/** A file of named typed arrays: magic, version, a directory, then the arrays, each on an 8-byte boundary. */
export function tables(
  magic: string,
  version: number,
  sections: Readonly<Record<string, ArrayBufferView>>,
): Buffer {
  const names = Object.keys(sections);
  const directory = Buffer.alloc(16 + names.length * 16);
  directory.write(magic, 0, 4, "latin1");
  directory.writeUInt32LE(version, 4);
  directory.writeUInt32LE(names.length, 8);
  const parts: Buffer[] = [directory];
  let offset = directory.length;
  names.forEach((name, index) => {
    const { buffer, byteOffset, byteLength } = sections[name]!;
    const at = 16 + index * 16;
    directory.write(name.padEnd(8), at, 8, "latin1");
    directory.writeUInt32LE(offset, at + 8);
    directory.writeUInt32LE(byteLength, at + 12);
    const padding = (8 - (byteLength % 8)) % 8;
    parts.push(Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength), Buffer.alloc(padding));
    offset += byteLength + padding;
  });
  directory.writeUInt32LE(offset, 12);
  return Buffer.concat(parts);
}

/** Strings end to end, and where each begins; one entry more than strings. */
export function packed(strings: readonly string[], unit: 1 | 2) {
  const starts = new Uint32Array(strings.length + 1);
  strings.forEach((text, index) => {
    starts[index + 1] = starts[index]! + text.length;
  });
  const text = Buffer.from(strings.join(""), unit === 1 ? "latin1" : "utf16le");
  return { text, starts };
}

/** Lists end to end, and where each begins. */
export function packedLists<T>(lists: readonly (readonly T[])[]) {
  const starts = new Uint32Array(lists.length + 1);
  lists.forEach((list, index) => {
    starts[index + 1] = starts[index]! + list.length;
  });
  return { items: lists.flat(), starts };
}
