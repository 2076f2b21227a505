import { type Model, requestForm } from "@loadline/model";
import { messages, UserError } from "./messages.ts";
import { flagOf, lengthOptions, type OptionValues } from "./options.ts";

/** The model by name; a single model file needs no name beside it. @throws UserError */
export const modelName = (model: string | undefined, own: readonly Model[]): string => {
  const [only] = own;
  if (model !== undefined) return model;
  if (only !== undefined && own.length === 1) return only.id;
  throw new UserError(
    messages.missing("--model", "a model; see loadline catalog models, or --model-file for one of your own"),
  );
};

/** Only what scores a query with a document in one pass has several of them in a request. @throws UserError */
export const assertDocuments = (
  { documents }: { readonly documents?: number | undefined },
  { id, kind }: Pick<Model, "id" | "kind">,
): void => {
  if (documents !== undefined && kind !== "encoder") throw new UserError(messages.noDocuments(id, kind));
};

/** @throws UserError for a length that a request of this model has and that was not given, or has not and that was */
export const assertLengths = (values: OptionValues<(typeof lengthOptions)[number]>, kind: Model["kind"]): void => {
  const { sides } = requestForm({ kind });
  const unread = lengthOptions.find((side) => values[side] !== undefined && !sides.includes(side));
  if (unread !== undefined) throw new UserError(messages.noLength(flagOf(unread), kind));
  for (const side of sides) {
    const what = side === "inputTokens" ? "prompt" : "answer";
    if (values[side] === undefined) throw new UserError(messages.missing(flagOf(side), `tokens of an average ${what}`));
  }
};
