import type { Clock } from "../../../clock.ts";
import type { Logger } from "../../../logger.ts";
import { AnswerError, type ClusterAccess, get } from "./cluster-access.ts";
import { enginesInPod, type FoundEngines, together } from "./find-engines.ts";

export interface PodWatchSettings {
  readonly access: ClusterAccess;
  /** Name of the node in Kubernetes. */
  readonly node: string;
  /** One that may be watched; null for all of them. */
  readonly namespace: string | null;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** A pod is at most 1.5 MB at the API server. */
const longestLine = 2 * 2 ** 20;
const pageOfPods = 100;
const largestPage = 16 * 2 ** 20;
/** Far more than a kubelet runs. */
const mostPods = 1000;
const watchSeconds = 300;
/** The API server sends a bookmark about every minute: without one it does not answer any more. */
const stalledSeconds = 100;
const firstPauseSeconds = 1;
const longestPauseSeconds = 60;
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

/** The pods of one node, by a list and the changes after it; what is found stays while the API server does not answer. */
export class PodWatch {
  readonly #settings: PodWatchSettings;
  readonly #stop = new AbortController();
  readonly #pods = new Map<string, FoundEngines>();
  #running: Promise<void> | null = null;
  #problem: string | null = "the pods of this node were not listed yet";
  #resourceVersion: string | null = null;
  #logged = "";

  constructor(settings: PodWatchSettings) {
    this.#settings = settings;
  }

  /** What is known now, and why it may be old; starts with the first call. */
  state(): { readonly engines: FoundEngines; readonly problem: string | null } {
    this.#running ??= this.#run();
    return { engines: together([...this.#pods.values()]), problem: this.#problem };
  }

  async close(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { clock } = this.#settings;
    const { signal } = this.#stop;
    let pause = firstPauseSeconds;
    while (!signal.aborted) {
      try {
        if (this.#resourceVersion === null) await this.load();
        await this.#watch();
        pause = firstPauseSeconds;
      } catch (error) {
        if (error instanceof AnswerError && error.status === gone) this.#resourceVersion = null;
        else {
          this.#problem = `pods of node ${this.#settings.node}: ${error instanceof Error ? error.message : String(error)}`;
        }
        pause = Math.min(2 * pause, longestPauseSeconds);
      }
      await clock.sleep(pause, signal);
    }
  }

  #path(query: string): string {
    const { namespace, node } = this.#settings;
    const within = namespace === null ? "" : `/namespaces/${encodeURIComponent(namespace)}`;
    return `/api/v1${within}/pods?fieldSelector=spec.nodeName%3D${encodeURIComponent(node)}&${query}`;
  }

  /** The list; changes since then are in it after the next event. */
  async load(): Promise<void> {
    const pods = new Map<string, FoundEngines>();
    let query = `limit=${pageOfPods}`;
    for (;;) {
      const { metadata, items } = (await this.#page(query)) as Listed;
      for (const item of items ?? []) this.#keep(pods, item as WatchEvent["object"], false);
      this.#resourceVersion = metadata?.resourceVersion ?? null;
      if (!metadata?.continue) break;
      query = `limit=${pageOfPods}&continue=${encodeURIComponent(metadata.continue)}`;
    }
    this.#pods.clear();
    for (const [name, engines] of pods) this.#pods.set(name, engines);
    this.#changed();
  }

  async #page(query: string): Promise<unknown> {
    let text = "";
    for await (const chunk of this.#answer(query)) {
      text += chunk;
      if (text.length > largestPage) throw new RangeError(`a page of pods has more than ${largestPage} bytes`);
    }
    return JSON.parse(text);
  }

  #keep(pods: Map<string, FoundEngines>, pod: WatchEvent["object"], deleted: boolean): void {
    const key = `${pod?.metadata?.namespace}/${pod?.metadata?.name}`;
    if (deleted) pods.delete(key);
    else if (pods.has(key) || pods.size < mostPods) pods.set(key, enginesInPod(pod));
  }

  /** The text of an answer piece by piece. @throws Error when nothing comes for too long */
  async *#answer(query: string): AsyncGenerator<string> {
    const { clock, access } = this.#settings;
    const request = new AbortController();
    const over = new AbortController();
    const stop = (): void => request.abort();
    this.#stop.signal.addEventListener("abort", stop);
    let receivedAt = clock.elapsed();
    const guard = async (): Promise<void> => {
      for (
        let left = stalledSeconds;
        left > 0 && !over.signal.aborted;
        left = receivedAt + stalledSeconds - clock.elapsed()
      ) {
        await clock.sleep(left, over.signal);
      }
      if (!over.signal.aborted) request.abort();
    };
    void guard();
    try {
      const answer = await get(access, this.#path(query), request.signal);
      this.#problem = null;
      answer.setEncoding("utf8");
      for await (const chunk of answer as AsyncIterable<string>) {
        receivedAt = clock.elapsed();
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
    this.#keep(this.#pods, object, type === "DELETED");
    this.#changed();
  }

  /** One line per change of what is found. */
  #changed(): void {
    const { found } = together([...this.#pods.values()]);
    const engines = found.map(({ target, by }) => `${target.id} ${target.url} ${target.deployment} by ${by}`);
    const text = engines.join("\n");
    if (text === this.#logged) return;
    this.#logged = text;
    this.#settings.logger.info({ engines }, "engines in pods of this node");
  }
}
