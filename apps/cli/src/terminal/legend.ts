import type { View } from "./view.ts";
import { wrap } from "./wrap.ts";

/** Longer lines than this are hard to read, however wide the view is. */
const widest = 60;

/** What the columns above mean: faint, as wide as the view, of at most 60 columns. */
export const legend = (text: string, { columns, style }: View): readonly string[] =>
  wrap(text, Math.min(columns, widest)).map(style.faint);
