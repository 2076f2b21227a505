/**
 * Everything one process has to do with the outside goes through here: cut, nothing gets out any more, as after a
 * kill; paused, its next event waits until the process goes on.
 */
export class Cable {
  #cut = false;
  #holding = false;
  #gate: Promise<void> = Promise.resolve();
  #open: () => void = () => undefined;
  #reportStopped: () => void = () => undefined;
  stopped: Promise<void>;

  constructor() {
    this.stopped = this.#nextStop();
  }

  #nextStop(): Promise<void> {
    return new Promise((resolve) => {
      this.#reportStopped = resolve;
    });
  }

  get isCut(): boolean {
    return this.#cut;
  }

  get isPaused(): boolean {
    return this.#holding;
  }

  cut(): void {
    this.#cut = true;
    this.#reportStopped();
  }

  hold(): void {
    this.#holding = true;
    this.#gate = new Promise((resolve) => {
      this.#open = resolve;
    });
  }

  release(): void {
    this.#holding = false;
    this.stopped = this.#nextStop();
    this.#open();
  }

  /** What the process asks of the outside. */
  readonly through = async <T>(work: () => Promise<T>): Promise<T> => {
    if (this.#holding) {
      this.#reportStopped();
      await this.#gate;
    }
    return this.#cut ? new Promise<T>(() => undefined) : work();
  };
}
