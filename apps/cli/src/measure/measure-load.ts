import { messages, UserError } from "@loadline/planner/messages";
import type { Answer, CompletionsClient } from "./completions-client.ts";

interface Prompts {
  readonly model: string;
  readonly words: number;
  readonly outputTokens: number;
}

interface LoadSettings {
  /** Seconds in which the clients of one load send requests. */
  readonly duration: number;
  readonly now: () => number;
  readonly signal: AbortSignal;
}

/** Means of what the clients of one load saw, in seconds and tokens. */
export interface MeasuredLoad extends Answer {
  readonly clients: number;
  readonly requests: number;
  readonly requestsPerSecond: number;
}

/** As benchmark clients usually send. */
const requestsPerClient = 10;
const leastRequests = 40;
/** How many durations answers may take that were asked for within the first. */
const mostDurations = 5;
const probeWords = 64;
/** No GPU comes near it; a client that reads what was buffered does. */
const leastTokenSeconds = 1e-4;

/** Words that differ, the first from those of all other prompts: no engine has seen their prefix. */
const promptOf = (words: number, first: number): string =>
  Array.from({ length: words }, (_, at) => ((first * 7919 + at * 104_729) % 36 ** 4).toString(36)).join(" ");

/** When an answer that was asked for within the duration counts as none. */
export const deadlineOf = ({ duration, signal }: LoadSettings): AbortSignal =>
  AbortSignal.any([signal, AbortSignal.timeout(Math.ceil(mostDurations * duration * 1000))]);

/** Requests under one deadline; the first that fails ends the others. */
const sender = (client: CompletionsClient, prompts: Prompts, settings: LoadSettings) => {
  const failed = new AbortController();
  const until = AbortSignal.any([failed.signal, deadlineOf(settings)]);
  const from = Math.floor(settings.now() * 1000) % 36 ** 4;
  let sent = 0;
  return async (): Promise<Answer> => {
    try {
      return await client.complete({ ...prompts, prompt: promptOf(prompts.words, from + sent++), signal: until });
    } catch (error) {
      failed.abort();
      throw error;
    }
  };
};

/**
 * One request ahead of the others, for the words that make so many tokens.
 * @throws LL_ENGINE_UNREACHABLE where it gives no answer that can be measured
 */
export const fittingPrompts = async (
  client: CompletionsClient,
  { inputTokens, ...asked }: Omit<Prompts, "words"> & { readonly inputTokens: number },
  settings: LoadSettings,
): Promise<Prompts> => {
  const probe = await sender(client, { ...asked, words: probeWords }, settings)();
  return { ...asked, words: Math.max(1, Math.round((inputTokens * probeWords) / probe.inputTokens)) };
};

/** So many clients that start at once and each ask again as soon as they are answered. */
export const measureLoad = async (
  client: CompletionsClient,
  prompts: Prompts,
  clients: number,
  settings: LoadSettings,
): Promise<MeasuredLoad> => {
  const { duration, now } = settings;
  const send = sender(client, prompts, settings);
  const most = Math.max(leastRequests, requestsPerClient * clients);
  const start = now();
  const answers: Answer[] = [];
  let sent = 0;
  const ask = async (): Promise<void> => {
    while (sent < most && (answers.length === 0 || now() - start < duration)) {
      sent++;
      answers.push(await send());
    }
  };
  await Promise.all(Array.from({ length: clients }, ask));
  const mean = (of: keyof Answer): number => answers.reduce((sum, answer) => sum + answer[of], 0) / answers.length;
  if (mean("timePerOutputToken") < leastTokenSeconds)
    throw new UserError(messages.tokensAtOnce(mean("timePerOutputToken")));
  return {
    clients,
    requests: answers.length,
    requestsPerSecond: answers.length / (now() - start),
    timeToFirstToken: mean("timeToFirstToken"),
    timePerOutputToken: mean("timePerOutputToken"),
    inputTokens: mean("inputTokens"),
    outputTokens: mean("outputTokens"),
  };
};
