import { LoadlineError } from "@loadline/model";
import { z } from "zod";
import { boundedBytes } from "../files.ts";
import { causeOf, type HttpServer } from "../prometheus/client.ts";

/** What a client saw of one request; times in seconds. */
export interface Answer {
  readonly timeToFirstToken: number;
  readonly timePerOutputToken: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

interface CompletionRequest {
  readonly model: string;
  readonly prompt: string;
  readonly outputTokens: number;
  readonly signal: AbortSignal;
}

/** An engine with the HTTP API of OpenAI, as vLLM, SGLang, TensorRT-LLM, TGI and llama.cpp have it. */
export interface CompletionsClient {
  /** Names that it serves. */
  readonly models: (signal: AbortSignal) => Promise<readonly string[]>;
  /** @throws LL_ENGINE_UNREACHABLE where no whole answer comes token by token */
  readonly complete: (request: CompletionRequest) => Promise<Answer>;
}

type Body = AsyncIterable<Uint8Array>;

/** Bytes: a token is some 300 in a stream; an engine that goes on beyond what was asked is not read. */
const bounds = { body: 2 ** 20, token: 4096 };
const json = { "content-type": "application/json" };
const quoted = (text: string): string => JSON.stringify(text.slice(0, 200));

const tokenCount = z.number().int().positive();
const usageSchema = z.object({ prompt_tokens: tokenCount, completion_tokens: tokenCount });
const eventSchema = z.object({ choices: z.array(z.unknown()), usage: usageSchema.nullish() });
const modelsSchema = z.object({ data: z.array(z.object({ id: z.string() })) });

/** An engine sends a token or a few at a time; a proxy that buffers sends hundreds. */
const mostTokensAtOnce = 4;

/** Data of the server-sent events that came together, each of one line, until the last one. */
const eventsOf = async function* (body: Body, most: number): AsyncGenerator<readonly string[]> {
  const decoder = new TextDecoder();
  let [rest, bytes] = ["", 0];
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > most) throw new Error(`its answer has more than ${most} bytes`);
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    const data = lines.flatMap((line) => (line.startsWith("data:") ? line.slice("data:".length).trim() : []));
    const end = data.indexOf("[DONE]");
    yield data.slice(0, end < 0 ? data.length : end).filter(Boolean);
    if (end >= 0) return;
  }
};

const parsed = <S extends z.ZodType>(schema: S, text: string): z.output<S> => {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    throw new Error(`it answered ${quoted(text)}, which is not of OpenAI's HTTP API`);
  }
};

const answerOf = async (body: Body, outputTokens: number, sinceSent: () => number): Promise<Answer> => {
  const pieces: { readonly at: number; readonly events: number }[] = [];
  let usage: z.output<typeof usageSchema> | undefined;
  for await (const data of eventsOf(body, bounds.body + outputTokens * bounds.token)) {
    const events = data.map((text) => parsed(eventSchema, text));
    usage = events.findLast((event) => event.usage)?.usage ?? usage;
    const withTokens = events.filter(({ choices }) => choices.length > 0).length;
    if (withTokens > 0) pieces.push({ at: sinceSent(), events: withTokens });
  }
  const [first, last] = [pieces[0], pieces.at(-1)];
  const events = pieces.reduce((sum, piece) => sum + piece.events, 0);
  if (usage === undefined || first === undefined || last === undefined)
    throw new Error("its stream has no tokens, or no `usage` that counts them");
  if (last === first || events > mostTokensAtOnce * pieces.length)
    throw new Error("its answer came in one piece or a few; ask the engine itself, not a proxy that buffers");
  return {
    timeToFirstToken: first.at,
    timePerOutputToken: (last.at - first.at) / (usage.completion_tokens * (1 - first.events / events)),
    inputTokens: usage.prompt_tokens,
    outputTokens: usage.completion_tokens,
  };
};

/** @param now seconds */
export const completionsClient = ({ name, headers }: HttpServer, now: () => number): CompletionsClient => {
  const base = name.replace(/\/v1$/, "");
  const ask = async <T>(path: string, init: RequestInit, read: (body: Body) => Promise<T>): Promise<T> => {
    try {
      const response = await fetch(`${base}/v1/${path}`, {
        ...init,
        headers: { ...headers, ...json },
        redirect: "error",
      });
      const body = (response.body ?? []) as Body;
      if (response.ok) return await read(body);
      const text = (await boundedBytes(body, bounds.body)) ?? "";
      throw new Error(`HTTP status ${response.status} for /v1/${path}: ${quoted(String(text))}`);
    } catch (error) {
      throw new LoadlineError("LL_ENGINE_UNREACHABLE", { server: name, detail: causeOf(error) });
    }
  };
  return {
    models: (signal) =>
      ask("models", { signal }, async (body) => {
        const text = (await boundedBytes(body, bounds.body)) ?? "";
        const { data } = parsed(modelsSchema, String(text));
        if (data.length === 0) throw new Error("it serves no model");
        return data.map(({ id }) => id);
      }),
    complete: ({ model, prompt, outputTokens, signal }) => {
      // An answer that ends early would have no time per token; all five engines know `ignore_eos`.
      const stream = { stream: true, stream_options: { include_usage: true }, ignore_eos: true };
      const body = JSON.stringify({ model, prompt, max_tokens: outputTokens, ...stream });
      const sent = now();
      return ask("completions", { method: "POST", body, signal }, (answer) =>
        answerOf(answer, outputTokens, () => now() - sent),
      );
    },
  };
};
