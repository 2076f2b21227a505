import type { Source } from "@loadline/core";

/** Where a number comes from, in words. */
export const sourceText = (source: Source): string =>
  source.kind === "assumed" ? `assumed: ${source.why}` : `${source.kind}: ${source.ref}, accessed ${source.accessed}`;
