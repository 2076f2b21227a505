import type { CompletedRequest, ReplicaSimulator, SubmittedRequest } from "@loadline/simulation";

/** An engine with a fixed service time: what the fleet does around it can be computed by hand. */
export interface FixedService {
  readonly slots: number;
  readonly firstTokenSeconds: number;
  readonly secondsPerToken: number;
  readonly kvCacheTokens: number;
}

interface Running {
  readonly request: SubmittedRequest;
  readonly startedAt: number;
  readonly finishedAt: number;
}

const completed = ({ request, startedAt, finishedAt }: Running, service: FixedService): CompletedRequest => ({
  id: request.id,
  arrivedAt: request.at,
  firstTokenAt: startedAt + service.firstTokenSeconds,
  finishedAt,
  inputTokens: request.inputTokens,
  outputTokens: request.outputTokens,
  queueSeconds: startedAt - request.at,
});

const tokensOf = ({ inputTokens, outputTokens }: SubmittedRequest): number => inputTokens + outputTokens;

const sum = <T>(items: readonly T[], pick: (item: T) => number): number =>
  items.reduce((total, item) => total + pick(item), 0);

/** First come, first served in a fixed number of slots; each slot is free again when its request finishes. */
export const fixedServiceSimulator = (service: FixedService): ReplicaSimulator => {
  const freeAt = Array.from({ length: service.slots }, () => 0);
  let time = 0;
  let scheduled: readonly Running[] = [];
  let finished: readonly Running[] = [];
  const submit = (request: SubmittedRequest): void => {
    const place = freeAt.indexOf(Math.min(...freeAt));
    const startedAt = Math.max(request.at, freeAt[place] ?? 0);
    const finishedAt = startedAt + service.firstTokenSeconds + (request.outputTokens - 1) * service.secondsPerToken;
    freeAt[place] = finishedAt;
    scheduled = [...scheduled, { request, startedAt, finishedAt }];
  };
  const advanceTo = (until: number): readonly CompletedRequest[] => {
    time = until;
    const done = scheduled
      .filter(({ finishedAt }) => finishedAt <= until)
      .toSorted((a, b) => a.finishedAt - b.finishedAt);
    scheduled = scheduled.filter(({ finishedAt }) => finishedAt > until);
    finished = [...finished, ...done];
    return done.map((each) => completed(each, service));
  };
  const snapshot = () => {
    const running = scheduled.filter(({ startedAt }) => startedAt <= time);
    const kvTokensUsed = sum(running, ({ request }) => tokensOf(request));
    const finishedPromptTokens = sum(finished, ({ request }) => request.inputTokens);
    const finishedGenerationTokens = sum(finished, ({ request }) => request.outputTokens);
    return {
      time,
      running: running.length,
      waiting: scheduled.length - running.length,
      kvTokensUsed,
      kvCacheUsageRatio: kvTokensUsed / service.kvCacheTokens,
      promptTokens: finishedPromptTokens + sum(running, ({ request }) => request.inputTokens),
      generationTokens: finishedGenerationTokens,
      finishedRequests: finished.length,
      finishedPromptTokens,
      finishedGenerationTokens,
      preemptions: 0,
    };
  };
  return { submit, advanceTo, snapshot };
};
