import type { Clock } from "../../../clock.ts";
import { get, jsonOf } from "./cluster-access.ts";
import type { FoundEngines } from "./find-engines.ts";
import { enginesInList } from "./pods-file.ts";

export interface KubeletPodsSettings {
  /** Address of the kubelet's pods, such as https://10.0.0.7:10250/pods. */
  readonly url: string;
  readonly serviceAccount: string;
  readonly clock: Clock;
}

/** Pods change in seconds; a kubelet writes the whole list at each request. */
const everySeconds = 15;
const deadlineMilliseconds = 10_000;
const largestList = 32 * 2 ** 20;

/** The pods of one node by its kubelet, which has no watch. */
export class KubeletPods {
  readonly #settings: KubeletPodsSettings;
  readonly #stop = new AbortController();
  #engines: FoundEngines = { found: [], left: [] };
  #problem: string | null = "no list of pods yet";
  #reading: Promise<void> | null = null;
  #readAt = Number.NEGATIVE_INFINITY;

  constructor(settings: KubeletPodsSettings) {
    this.#settings = settings;
  }

  state(): { readonly engines: FoundEngines; readonly problem: string | null } {
    const now = this.#settings.clock.elapsed();
    if (this.#reading === null && now - this.#readAt >= everySeconds) {
      this.#readAt = now;
      this.#reading = this.load()
        .catch((error: unknown) => {
          this.#problem = `pods by ${this.#settings.url}: ${error instanceof Error ? error.message : String(error)}`;
        })
        .finally(() => {
          this.#reading = null;
        });
    }
    return { engines: this.#engines, problem: this.#problem };
  }

  async close(): Promise<void> {
    this.#stop.abort();
    await this.#reading;
  }

  async load(): Promise<void> {
    const { url, serviceAccount } = this.#settings;
    const { origin, pathname } = new URL(url);
    const signal = AbortSignal.any([this.#stop.signal, AbortSignal.timeout(deadlineMilliseconds)]);
    const answer = await get({ server: origin, serviceAccount }, pathname === "/" ? "/pods" : pathname, signal);
    const engines = enginesInList(await jsonOf(answer, largestList));
    if (engines === null) throw new RangeError("the answer is not a list of pods");
    this.#engines = engines;
    this.#problem = null;
  }
}
