import type { LengthDistribution } from "@loadline/model";
import { checked, parseYaml } from "@loadline/planner/checked";
import {
  meanLength,
  type StatedLengths,
  spreadOf,
  spreadText,
  typedLengths,
  withStated,
} from "@loadline/planner/lengths";
import { messages, UserError } from "@loadline/planner/messages";
import type { OptionValues } from "@loadline/planner/options";
import { formatOf } from "@loadline/planner/trace-format";
import type { ClientClass } from "@loadline/simulation";
import { z } from "zod";
import type { CliContext } from "../command.ts";
import { userPath } from "../files.ts";
import { readTraceFile } from "../traces/trace-file.ts";

/** No model reads more. */
const mostTokens = 1e6;

const lengths = z
  .union([z.number(), z.string()])
  .transform((value) => spreadOf(String(value)))
  .refine((value) => value !== null && meanLength(value) <= mostTokens, `tokens, or ${spreadText}`)
  .transform((value) => value as LengthDistribution);

const clientClass = z
  .strictObject({
    name: z.string().optional(),
    share: z.number().min(1e-6).max(1e6).default(1),
    sharedTokens: z.number().int().nonnegative().max(mostTokens).default(0),
    sharedPrompts: z.number().int().positive().max(1e9).default(1),
    sharedSkew: z.number().nonnegative().max(3).default(0),
    documentTokens: lengths.optional(),
    inputTokens: lengths,
    outputTokens: lengths,
    turns: z.number().min(1).max(1000).default(1),
    secondsBetweenTurns: z.number().positive().max(1e6).optional(),
  })
  .refine(({ turns, secondsBetweenTurns }) => turns === 1 || secondsBetweenTurns !== undefined, {
    path: ["secondsBetweenTurns"],
    message: "the mean seconds from one request of a session to its next, as there are several turns",
  });

const workload = z.strictObject({ classes: z.array(clientClass).min(1).max(100) });

/** A workload of many classes has fewer; a recording is not read as YAML in vain. */
const mostCharacters = 1e6;

/**
 * The classes of a workload file; null for a recording, which is no YAML mapping.
 * @throws UserError for a workload with a fault
 */
const classesOf = (text: string, path: string): readonly ClientClass[] | null => {
  const isNamedSo = /\.(ya?ml|json)$/i.test(path);
  if (formatOf(text) !== null || (text.length > mostCharacters && !isNamedSo)) return null;
  let value: unknown = null;
  try {
    value = parseYaml(text, (reason) => new UserError(messages.invalid("--lengths", path, `YAML: ${reason}`)));
  } catch (error) {
    if (isNamedSo) throw error;
  }
  if (!isNamedSo && (typeof value !== "object" || value === null || Array.isArray(value))) return null;
  const nameOf = (keys: readonly PropertyKey[]): string => ["workload", ...keys].join(".");
  return checked(workload, value, { nameOf, help: "docs/guides/planning.md shows such a file with its classes" })
    .classes;
};

const readLengths = async (asked: string, context: CliContext): Promise<StatedLengths> => {
  const typed = typedLengths(asked);
  if (typed !== null) return typed;
  const [{ recordedLengths }, { describedWorkload, prefixHits }] = await Promise.all([
    import("@loadline/planner/recorded-load"),
    import("@loadline/simulation"),
  ]);
  const text = await readTraceFile(userPath(asked, context));
  const classes = classesOf(text, asked);
  if (classes !== null) {
    const { shape, hits } = describedWorkload(classes);
    return { spread: shape, cache: { hits, isAtRate: true, basis: `the workload of ${asked}` } };
  }
  const { trace, spread } = recordedLengths(text, asked);
  const found = prefixHits(trace);
  if (found === null) return { spread, cache: null };
  const hits = (cacheTokens: number) => ({ share: found(cacheTokens), isFilled: true });
  return { spread, cache: { hits, isAtRate: false, basis: `the prefix hashes of ${asked}` } };
};

/** The options with what --lengths states. @throws UserError */
export const withLengths = async <V extends OptionValues<"lengths" | "inputTokens" | "outputTokens">>(
  values: V,
  context: CliContext,
): Promise<V & Partial<StatedLengths>> => {
  return values.lengths === undefined ? values : withStated(values, await readLengths(values.lengths, context));
};
