import type { IncomingMessage } from "node:http";
import { reasonOf } from "@loadline/model";
import { AnswerError } from "./answer.ts";

export interface WatchTime {
  /** Seconds of a clock that never jumps; only differences mean something. */
  elapsed(): number;
  /** Resolves after that many seconds, or as soon as the signal aborts. */
  sleep(seconds: number, signal?: AbortSignal): Promise<void>;
}

export interface WatchSettings<Retained> {
  /** Named in the reason of a failure. */
  readonly what: string;
  /** Path of the list with its selectors, asked again before each list. */
  readonly path: (signal: AbortSignal) => string | Promise<string>;
  /** The answer to a GET, as soon as its head is there. @throws AnswerError for any other status than 200 */
  readonly get: (path: string, signal: AbortSignal) => Promise<IncomingMessage>;
  /** What is remembered of an object; null: nothing. */
  readonly keep: (object: unknown) => Retained | null;
  /** Objects beyond so many are left out. */
  readonly most: number;
  readonly time: WatchTime;
  readonly changed?: () => void;
  /** Called at each failure, with what is watched and why. */
  readonly failed?: (problem: string) => void;
  readonly answered?: () => void;
}

/** An object is at most 1.5 MB at the API server. */
const longestLine = 2 * 2 ** 20;
const pageOfObjects = 100;
/** Twice of it fits into an agent's heap of 48 MB: a page of 14 MB after one that was too large did not. */
const largestPage = 8 * 2 ** 20;
/** Objects of the largest size fit on such a page: whoever makes them keeps nobody from listing the others. */
const fewObjects = 4;
/** Beyond the 150,000 pods of the largest cluster. @source https://kubernetes.io/docs/setup/best-practices/cluster-large/ */
const mostPages = 2_000;
const watchSeconds = 300;
/** The API server sends a bookmark about every minute: without one it does not answer any more. */
const stalledSeconds = 100;
const firstPauseSeconds = 1;
const longestPauseSeconds = 30;
const gone = 410;

interface Listed {
  readonly metadata?: { readonly resourceVersion?: string; readonly continue?: string };
  readonly items?: readonly unknown[];
}

interface WatchEvent {
  readonly type?: string;
  readonly object?: {
    readonly metadata?: { readonly name?: string; readonly namespace?: string; readonly resourceVersion?: string };
    readonly code?: number;
    readonly message?: string;
  };
}

/** Objects of an API server, by a list and the changes after it; what is known stays while it does not answer. */
export class ObjectWatch<Retained> {
  readonly #settings: WatchSettings<Retained>;
  readonly #stop = new AbortController();
  readonly #retained = new Map<string, Retained>();
  #running: Promise<void> | null = null;
  #problem: string | null;
  #path = "";
  #resourceVersion: string | null = null;
  #receivedAt: number | null = null;
  #interruption: { readonly at: number; readonly problem: string } | null = null;

  constructor(settings: WatchSettings<Retained>) {
    this.#settings = settings;
    this.#problem = `${settings.what} were not listed yet`;
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /** By namespace/name. */
  get retained(): ReadonlyMap<string, Retained> {
    return this.#retained;
  }

  /** Why what is known may be old; null while the API server answers. */
  get problem(): string | null {
    return this.#problem;
  }

  /** Seconds since the API server sent anything; null before the first list. */
  get ageSeconds(): number | null {
    return this.#receivedAt === null ? null : this.#settings.time.elapsed() - this.#receivedAt;
  }

  /** The last failure, and how many seconds ago it was; null: there was none. */
  get interruption(): { readonly problem: string; readonly secondsAgo: number } | null {
    if (this.#interruption === null) return null;
    const { at, problem } = this.#interruption;
    return { problem, secondsAgo: this.#settings.time.elapsed() - at };
  }

  async close(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { time, what } = this.#settings;
    const { signal } = this.#stop;
    let pause = firstPauseSeconds;
    while (!signal.aborted) {
      try {
        if (this.#resourceVersion === null) await this.load();
        await this.#watch();
        pause = firstPauseSeconds;
      } catch (error) {
        if (error instanceof AnswerError && error.status === gone) this.#resourceVersion = null;
        else this.#fail(`${what}: ${reasonOf(error)}`);
        pause = Math.min(2 * pause, longestPauseSeconds);
      }
      await time.sleep(pause, signal);
    }
  }

  #fail(problem: string): void {
    if (this.#stop.signal.aborted) return;
    this.#problem = problem;
    this.#interruption = { at: this.#settings.time.elapsed(), problem };
    this.#settings.failed?.(problem);
  }

  /** The list; changes since then are in it after the next event. */
  async load(): Promise<void> {
    const retained = new Map<string, Retained>();
    this.#path = await this.#settings.path(this.#stop.signal);
    let next = "";
    let version: string | null = null;
    for (let pages = 1, limit = pageOfObjects; ; pages += 1) {
      if (pages > mostPages) throw new RangeError(`a list of more than ${mostPages} pages`);
      const page = await this.#page(`limit=${limit}${next}`);
      if (page === null) {
        if (limit === fewObjects) throw new RangeError(`a page has more than ${largestPage} bytes`);
        limit = Math.max(fewObjects, Math.floor(limit / 5));
        continue;
      }
      limit = Math.min(5 * limit, pageOfObjects);
      const { metadata, items } = page;
      for (const item of items ?? []) this.#keep(retained, item as WatchEvent["object"], false);
      version = metadata?.resourceVersion ?? null;
      if (!metadata?.continue) break;
      next = `&continue=${encodeURIComponent(metadata.continue)}`;
    }
    this.#resourceVersion = version;
    this.#problem = null;
    this.#retained.clear();
    for (const [name, one] of retained) this.#retained.set(name, one);
    this.#settings.changed?.();
  }

  /** null: it is too large. */
  async #page(query: string): Promise<Listed | null> {
    let text = "";
    for await (const chunk of this.#answer(query)) {
      text += chunk;
      if (text.length > largestPage) return null;
    }
    return JSON.parse(text) as Listed;
  }

  #keep(objects: Map<string, Retained>, object: WatchEvent["object"], deleted: boolean): void {
    const key = `${object?.metadata?.namespace}/${object?.metadata?.name}`;
    const retained = deleted ? null : this.#settings.keep(object);
    if (retained === null) objects.delete(key);
    else if (objects.has(key) || objects.size < this.#settings.most) objects.set(key, retained);
  }

  /** The text of an answer piece by piece. @throws Error when nothing comes for too long */
  async *#answer(query: string): AsyncGenerator<string> {
    const { time, get } = this.#settings;
    // A listener added afterwards is not called.
    this.#stop.signal.throwIfAborted();
    const request = new AbortController();
    const over = new AbortController();
    const stop = (): void => request.abort();
    this.#stop.signal.addEventListener("abort", stop);
    let receivedAt = time.elapsed();
    const guard = async (): Promise<void> => {
      for (
        let left = stalledSeconds;
        left > 0 && !over.signal.aborted;
        left = receivedAt + stalledSeconds - time.elapsed()
      ) {
        await time.sleep(left, over.signal);
      }
      if (!over.signal.aborted) request.abort();
    };
    void guard();
    try {
      const answer = await get(`${this.#path}${this.#path.includes("?") ? "&" : "?"}${query}`, request.signal);
      // A list that goes on is none yet.
      if (this.#resourceVersion !== null) this.#problem = null;
      this.#settings.answered?.();
      this.#receivedAt = time.elapsed();
      answer.setEncoding("utf8");
      for await (const chunk of answer as AsyncIterable<string>) {
        receivedAt = time.elapsed();
        this.#receivedAt = receivedAt;
        yield chunk;
      }
    } catch (error) {
      if (!request.signal.aborted) throw error;
      throw new Error(`the API server sent nothing for ${stalledSeconds} s`, { cause: error });
    } finally {
      over.abort();
      this.#stop.signal.removeEventListener("abort", stop);
    }
  }

  async #watch(): Promise<void> {
    const version = encodeURIComponent(this.#resourceVersion ?? "");
    let rest = "";
    const query = `watch=1&allowWatchBookmarks=true&timeoutSeconds=${watchSeconds}&resourceVersion=${version}`;
    for await (const chunk of this.#answer(query)) {
      const lines = (rest + chunk).split("\n");
      rest = lines.pop() ?? "";
      if (rest.length > longestLine) throw new RangeError(`an event has more than ${longestLine} bytes`);
      for (const line of lines) if (line !== "") this.#take(JSON.parse(line) as WatchEvent);
    }
  }

  #take({ type, object }: WatchEvent): void {
    if (type === "ERROR") throw new AnswerError(object?.code ?? 0, object?.message ?? "the watch ended with an error");
    this.#resourceVersion = object?.metadata?.resourceVersion ?? this.#resourceVersion;
    if (type === "BOOKMARK") return;
    this.#keep(this.#retained, object, type === "DELETED");
    this.#settings.changed?.();
  }
}
