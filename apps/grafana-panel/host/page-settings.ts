/** What the address of the page may set: `?minutes=10&theme=dark&refresh=2`. */
export interface PageSettings {
  readonly theme: "dark" | "light";
  readonly minutes: number;
  readonly refreshSeconds: number;
}

const defaults: PageSettings = { theme: "dark", minutes: 10, refreshSeconds: 2 };

const limits = { minutes: { least: 1, most: 7 * 24 * 60 }, refreshSeconds: { least: 1, most: 3600 } };

const numberIn = (text: string | null, fallback: number, limit: { least: number; most: number }): number => {
  const value = Number(text);
  if (text === null || text === "" || !Number.isFinite(value)) return fallback;
  return Math.min(limit.most, Math.max(limit.least, value));
};

/** Settings from the query part of an address; what is not usable stays at its default. */
export const pageSettings = (search: string, preferred: PageSettings["theme"] = defaults.theme): PageSettings => {
  const parameters = new URLSearchParams(search);
  const theme = parameters.get("theme");
  return {
    theme: theme === "dark" || theme === "light" ? theme : preferred,
    minutes: numberIn(parameters.get("minutes"), defaults.minutes, limits.minutes),
    refreshSeconds: numberIn(parameters.get("refresh"), defaults.refreshSeconds, limits.refreshSeconds),
  };
};

/** The query part for changed settings; parameters of others stay. */
export const searchFor = (search: string, changed: Pick<PageSettings, "theme" | "minutes">): string => {
  const parameters = new URLSearchParams(search);
  parameters.set("theme", changed.theme);
  parameters.set("minutes", String(changed.minutes));
  return `?${parameters}`;
};
