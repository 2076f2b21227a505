import { reasonOf } from "@loadline/model";
import { messageBounds } from "@loadline/protocol";
import { type CST, Parser, parse, YAMLParseError } from "yaml";

export interface YamlBounds {
  readonly bytes: number;
  readonly values: number;
}

const most = {
  levels: 32,
  // The parser compares each key with every other one: at this many it takes milliseconds.
  items: 1_024,
};

type Node = CST.Token | null | undefined;

const childrenOf = (node: Node): readonly Node[] =>
  node != null && "items" in node ? node.items.flatMap(({ key, value }) => [key, value]) : [];

/** The first bound that the text exceeds; null: none. Looks at its tokens, before any value is built. */
const excessOf = (text: string, bounds: YamlBounds): string | null => {
  if (new TextEncoder().encode(text).length > bounds.bytes) return `more than ${bounds.bytes} bytes`;
  let values = 0;
  for (const token of new Parser().parse(text)) {
    let level = token.type === "document" ? [token.value as Node] : [];
    for (let depth = 0; level.length > 0; depth += 1) {
      values += level.length;
      if (depth > most.levels) return `more than ${most.levels} levels`;
      if (values > bounds.values) return `more than ${bounds.values} values`;
      const wide = level.some((node) => node != null && "items" in node && node.items.length > most.items);
      if (wide) return `more than ${most.items} items in one list or mapping`;
      level = level.flatMap(childrenOf).filter((node) => node != null);
    }
  }
  return null;
};

/** A document in YAML, of which JSON is a part. @throws Error with one line: what is wrong, and where */
export const parseYaml = (text: string, bounds: YamlBounds = messageBounds): unknown => {
  const excess = excessOf(text, bounds);
  if (excess !== null) throw new Error(excess);
  try {
    // The library would describe each of thousands of errors with the text around it.
    return parse(text, { prettyErrors: false, logLevel: "error" });
  } catch (cause) {
    const [line = ""] = reasonOf(cause).split("\n");
    if (!(cause instanceof YAMLParseError)) throw new Error(line, { cause });
    const before = text.slice(0, cause.pos[0]).split("\n");
    const column = (before.at(-1) ?? "").length + 1;
    throw new Error(`${line} at line ${before.length}, column ${column}`, { cause });
  }
};
