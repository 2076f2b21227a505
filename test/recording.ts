/** Samples of scraped pages, by the name of their metric and their series. */
export class Recording {
  readonly #samples = new Map<string, Map<string, { readonly value: string; readonly at: number }[]>>();

  add(page: string, target: string, atSeconds: number): void {
    for (const line of page.split("\n")) {
      const [, name, labels = "", value] = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
      if (name === undefined || value === undefined) continue;
      const series = `${name}{${labels === "" ? target : `${labels},${target}`}}`;
      const family = this.#samples.get(name) ?? new Map<string, { value: string; at: number }[]>();
      const samples = family.get(series) ?? [];
      samples.push({ value, at: atSeconds });
      this.#samples.set(name, family.set(series, samples));
    }
  }

  /** As promtool reads it; what type a metric has is not needed. */
  text(): string {
    const families = [...this.#samples].map(([name, family]) => {
      const lines = [...family].flatMap(([series, all]) => all.map(({ value, at }) => `${series} ${value} ${at}`));
      return `# TYPE ${name} unknown\n${lines.join("\n")}\n`;
    });
    return `${families.join("")}# EOF\n`;
  }

  /**
   * Each series with its value at each scrape, every so many seconds of a span, as promtool's tests have them; "_": none. Prometheus marks
   * a series stale at the first scrape that lacks it.
   */
  every(
    seconds: number,
    [from, until]: readonly [number, number],
  ): readonly { readonly series: string; readonly values: string }[] {
    const steps = Array.from({ length: Math.floor((until - from) / seconds) + 1 }, (_, at) => from + at * seconds);
    return [...this.#samples.values()].flatMap((family) =>
      [...family].map(([series, all]) => {
        const values = new Map(all.map(({ value, at }) => [at, value]));
        const valueAt = (at: number): string => values.get(at) ?? (values.has(at - seconds) ? "stale" : "_");
        return { series, values: steps.map(valueAt).join(" ") };
      }),
    );
  }
}
