import { readFileSync } from "node:fs";
import { UserError } from "../errors.ts";

/** The named arrays of a file that scripts/lexicon/tables.ts wrote; views, nothing is copied. */
export interface Tables {
  u8(name: string): Uint8Array;
  i8(name: string): Int8Array;
  u16(name: string): Uint16Array;
  u32(name: string): Uint32Array;
  f32(name: string): Float32Array;
}

export const MAGIC = "VLEX";
/** Of thesaurus.bin; a change to its layout or to what is in it raises it. */
export const THESAURUS_VERSION = 1;
/** Of encoder.bin, likewise. */
export const ENCODER_VERSION = 1;
const HEADER = 16;
const ENTRY = 16;

export function readTables(file: URL, version: number): Tables {
  const damaged = (cause?: unknown) =>
    new UserError(
      "lexicon",
      `The dictionary ${file.pathname} is missing or damaged. Restore it from git, or rebuild it as data/lexicon/README.md says`,
      { cause },
    );
  const bytes = read(file, damaged);
  const isWhole =
    bytes.length >= HEADER &&
    bytes.toString("latin1", 0, 4) === MAGIC &&
    bytes.readUInt32LE(4) === version &&
    bytes.readUInt32LE(12) === bytes.length;
  if (!isWhole) throw damaged();
  const count = bytes.readUInt32LE(8);
  if (HEADER + count * ENTRY > bytes.length) throw damaged();
  const sections = new Map<string, readonly [offset: number, length: number]>();
  for (let at = HEADER; at < HEADER + count * ENTRY; at += ENTRY) {
    const name = bytes.toString("latin1", at, at + 8).trim();
    sections.set(name, [bytes.readUInt32LE(at + 8), bytes.readUInt32LE(at + 12)]);
  }
  const section = (name: string, width: number) => {
    const [offset, length] = sections.get(name) ?? [0, -1];
    if (length < 0 || offset + length > bytes.length || (offset | length) % width) throw damaged();
    return [bytes.buffer as ArrayBuffer, bytes.byteOffset + offset, length / width] as const;
  };
  return {
    u8: (name) => new Uint8Array(...section(name, 1)),
    i8: (name) => new Int8Array(...section(name, 1)),
    u16: (name) => new Uint16Array(...section(name, 2)),
    u32: (name) => new Uint32Array(...section(name, 4)),
    f32: (name) => new Float32Array(...section(name, 4)),
  };
}

/** Into memory of its own: a small Buffer may lie anywhere in a shared pool, typed arrays must be aligned. */
function read(file: URL, damaged: (cause: unknown) => Error): Buffer {
  try {
    const bytes = readFileSync(file);
    return bytes.byteOffset % 8 === 0 ? bytes : Buffer.from(new Uint8Array(bytes).buffer);
  } catch (cause) {
    throw damaged(cause);
  }
}
