/** Bounds of one JSON message. They are checked on its bytes, before anything of it is built. */
export interface Bounds {
  /** Bytes of the message, after inflation. */
  readonly bytes: number;
  /** Arrays and objects within one another. */
  readonly depth: number;
  /** Elements of one array, members of one object. */
  readonly items: number;
  /** Values of the whole message. */
  readonly values: number;
  /** Bytes of one string. */
  readonly textBytes: number;
}

/** For everything that a node, an actuator or a reader may have written: several times the largest sample of 64 engines. */
export const messageBounds: Bounds = { bytes: 2 ** 20, depth: 16, items: 4096, values: 20_000, textBytes: 16_384 };

/** For events that actuators verify; their stream holds none larger. */
export const recommendationBounds: Bounds = { ...messageBounds, bytes: 2 ** 18 };

/** For what recommenders keep for themselves: a forecast holds a value for every minute of two weeks. */
export const checkpointBounds: Bounds = { ...messageBounds, items: 65_536, values: 262_144 };

const quote = 0x22;
const backslash = 0x5c;

const endOfString = (json: Uint8Array, start: number): number => {
  let at = start + 1;
  while (at < json.length && json[at] !== quote) at += json[at] === backslash ? 2 : 1;
  return at;
};

/** Enters, counts in or leaves the innermost array or object. @returns how many values the byte announces */
const count = (counts: number[], byte: number | undefined): number => {
  switch (byte) {
    case 0x5b: // [
    case 0x7b: // {
      counts.push(1);
      return 1;
    case 0x5d: // ]
    case 0x7d: // }
      counts.pop();
      return 0;
    case 0x2c: // ,
      counts.push((counts.pop() ?? 0) + 1);
      return 1;
    default:
      return 0;
  }
};

/** The first bound that a JSON text exceeds, e.g. "more than 16 levels"; null: none. Linear in the bytes. */
export const excessIn = (json: Uint8Array, bounds: Bounds): string | null => {
  if (json.byteLength > bounds.bytes) return `more than ${bounds.bytes} bytes`;
  const counts: number[] = [];
  let values = 1;
  for (let at = 0; at < json.length; at += 1) {
    if (json[at] === quote) {
      const end = endOfString(json, at);
      if (end - at - 1 > bounds.textBytes) return `a string of more than ${bounds.textBytes} bytes`;
      at = end;
      continue;
    }
    values += count(counts, json[at]);
    if (values > bounds.values) return `more than ${bounds.values} values`;
    if (counts.length > bounds.depth) return `more than ${bounds.depth} levels`;
    if ((counts.at(-1) ?? 0) > bounds.items) return `more than ${bounds.items} items in one array or object`;
  }
  return null;
};
