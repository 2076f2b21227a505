import type { ReadOutcome, Source } from "../source/source.ts";
import { tooManyDetail } from "./parse-prometheus-text.ts";
import { readPage } from "./read-page.ts";

/** Result of reading an exporter's page. */
export type ParsedPage<T> =
  | { readonly kind: "ok"; readonly report: T; readonly rejectedLines: number }
  | { readonly kind: "too-many" }
  | { readonly kind: "no-known-metric"; readonly samples: number; readonly rejectedLines: number };

interface ExporterSettings {
  readonly url: string;
  readonly deadlineSeconds: number;
  readonly tokenFile: string | null;
}

/** Sixteen GPUs, divided and with every counter and pod, stay well below this. */
const maxPageBytes = 4 * 2 ** 20;

/** @param metrics what the page should have, e.g. `DCGM metric` */
export const pageOutcome = <T>(parsed: ParsedPage<T>, metrics: string): ReadOutcome<T> => {
  if (parsed.kind === "too-many") return { kind: "failed", reason: "too-large", detail: tooManyDetail };
  if (parsed.kind === "no-known-metric")
    return { kind: "failed", reason: "no-known-metric", detail: `no ${metrics} in ${parsed.samples} samples` };
  const { report: value, rejectedLines } = parsed;
  if (rejectedLines === 0) return { kind: "ok", value };
  return { kind: "degraded", value, reason: "unreadable", detail: `${rejectedLines} lines are not in the text format` };
};

export const exporterSource = <T>(
  name: string,
  { url, deadlineSeconds, tokenFile }: ExporterSettings,
  interpret: (text: string) => ReadOutcome<T>,
): Source<T> => ({
  name,
  deadlineSeconds,
  firstDeadlineSeconds: deadlineSeconds,
  read: async (signal) => {
    const result = await readPage({ url, signal, maxBytes: maxPageBytes, tokenFile });
    return result.kind === "failed" ? result : interpret(result.text);
  },
});
