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
const [opens, closes, separates] = [1, 2, 3];

/** What a byte outside of strings does to the structure; most do nothing. */
const roles = new Uint8Array(256);
for (const [characters, role] of [
  ["[{", opens],
  ["]}", closes],
  [",", separates],
  ['"', quote],
] as const)
  for (const character of characters) roles[character.charCodeAt(0)] = role;

/** The last byte of a string, or what is behind the text where it does not end. */
const endOfString = (json: Uint8Array, start: number): number => {
  let at = start + 1;
  while (at < json.length && json[at] !== quote) at += json[at] === backslash ? 2 : 1;
  return at;
};

/** Counts the structure of one text. @returns what takes the role of its next byte, and gives the bound that it exceeds */
const structure = ({ depth, items, values }: Bounds): ((role: number) => string | null) => {
  // Of the arrays and objects around the innermost one.
  const outer: number[] = [];
  let [own, all] = [0, 1];
  return (role) => {
    if (role === closes) {
      own = outer.pop() ?? 0;
      return null;
    }
    if (role === opens) outer.push(own);
    own = role === opens ? 1 : own + 1;
    all += 1;
    if (all > values) return `more than ${values} values`;
    if (outer.length > depth) return `more than ${depth} levels`;
    return own > items ? `more than ${items} items in one array or object` : null;
  };
};

/** The first bound that a JSON text exceeds, e.g. "more than 16 levels"; null: none. Linear in the bytes. */
export const excessIn = (json: Uint8Array, bounds: Bounds): string | null => {
  if (json.byteLength > bounds.bytes) return `more than ${bounds.bytes} bytes`;
  const excessAfter = structure(bounds);
  for (let at = 0; at < json.length; at += 1) {
    const role = roles[json[at] ?? 0] ?? 0;
    if (role === 0) continue;
    if (role === quote) {
      const end = endOfString(json, at);
      if (end - at - 1 > bounds.textBytes) return `a string of more than ${bounds.textBytes} bytes`;
      at = end;
      continue;
    }
    const excess = excessAfter(role);
    if (excess !== null) return excess;
  }
  return null;
};
