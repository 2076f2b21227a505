/** What broke a promise, once for each text, with the fault under which it first did. */
export class Findings {
  readonly #seen = new Map<string, { readonly under: string; readonly at: number; times: number }>();
  readonly #startedAt = Date.now();
  /** The fault that is under way, for the report. */
  under = "the start";

  /** @param what the same text for the same finding, whatever the numbers in it */
  add(what: string, detail = ""): void {
    const known = this.#seen.get(what);
    if (known !== undefined) {
      known.times += 1;
      return;
    }
    const at = Math.round((Date.now() - this.#startedAt) / 1000);
    this.#seen.set(what, { under: this.under, at, times: 1 });
    process.stdout.write(`  !! ${at} s, under "${this.under}": ${what}${detail === "" ? "" : `\n     ${detail}`}\n`);
  }

  /** Findings whose first case was under this fault. */
  countUnder(name: string): number {
    return [...this.#seen.values()].filter(({ under }) => under === name).length;
  }

  get count(): number {
    return this.#seen.size;
  }

  lines(): readonly string[] {
    return [...this.#seen].map(
      ([what, { under, at, times }]) => `${what} (${times}×, first at ${at} s under "${under}")`,
    );
  }
}
