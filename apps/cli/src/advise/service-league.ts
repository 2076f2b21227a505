import { messageBounds, parseJson } from "@loadline/wire";
import { z } from "zod";
import { boundedBytes } from "../files.ts";
import { messages, UserError } from "../messages.ts";
import { causeOf, httpServer } from "../prometheus/client.ts";
import { printable } from "../terminal/text.ts";

const deadlineSeconds = 10;
const amount = z.number().nonnegative();
// Another program's words go to a terminal.
const text = z.string().transform(printable);

const row = z.object({
  policy: text,
  replicaHours: amount,
  unservedShare: amount.max(1),
  sloViolationMinutes: amount,
  unservedTokens: amount,
  actions: amount.int(),
  costUsd: amount.nullable(),
});
const answer = z.object({
  name: text,
  periods: z.array(
    z.object({ days: z.number().int().positive(), seconds: amount, notices: z.array(text), rows: z.array(row) }),
  ),
});
const failure = z.object({ error: text });

/** The league of a deployment as its recommender keeps it. @throws UserError when it does not answer, or has no such deployment */
export const leagueOfService = async (url: string, deployment: string, signal: AbortSignal) => {
  const { name, headers } = httpServer("--from-recommender", url, undefined, 9465);
  const ask = async () => {
    const response = await fetch(`${name}/api/v1/deployments/${encodeURIComponent(deployment)}/league`, {
      headers,
      redirect: "error",
      signal: AbortSignal.any([signal, AbortSignal.timeout(deadlineSeconds * 1000)]),
    });
    const body = response.body === null ? Buffer.of() : await boundedBytes(response.body, messageBounds.bytes);
    return { status: response.status, body };
  };
  const { status, body } = await ask().catch((error: unknown) => {
    throw new UserError(messages.noLeague(name, causeOf(error)));
  });
  if (body === null) throw new UserError(messages.noLeague(name, `its answer has over ${messageBounds.bytes} bytes`));
  const parsed = parseJson(body, messageBounds);
  const value = parsed.kind === "ok" ? parsed.value : null;
  const read = answer.safeParse(value);
  if (status === 200 && read.success) return read.data;
  const refused = failure.safeParse(value);
  const detail = refused.success ? refused.data.error.slice(0, 200) : `HTTP status ${status}, and no league`;
  throw new UserError(messages.noLeague(name, detail));
};
