/** What the address of the page may set: `?minutes=10&theme=dark&refresh=2`. */
export interface PageSettings {
  readonly theme: "dark" | "light";
  /** Length of the time range; null: as long as there is data. */
  readonly minutes: number | null;
  readonly refreshSeconds: number;
}

const limits = { minutes: { least: 1, most: 7 * 24 * 60 }, refreshSeconds: { least: 1, most: 3600 } };
const defaultRefreshSeconds = 2;

const numberIn = (text: string | null, limit: { least: number; most: number }): number | null => {
  const value = Number(text);
  if (text === null || text === "" || !Number.isFinite(value)) return null;
  return Math.min(limit.most, Math.max(limit.least, value));
};

/** Settings from the query part of an address; what is not usable stays at its default. */
export const pageSettings = (search: string, preferred: PageSettings["theme"] = "dark"): PageSettings => {
  const parameters = new URLSearchParams(search);
  const theme = parameters.get("theme");
  return {
    theme: theme === "dark" || theme === "light" ? theme : preferred,
    minutes: numberIn(parameters.get("minutes"), limits.minutes),
    refreshSeconds: numberIn(parameters.get("refresh"), limits.refreshSeconds) ?? defaultRefreshSeconds,
  };
};

/** The query part for changed settings, with all other parameters unchanged. */
export const searchFor = (search: string, changed: Pick<PageSettings, "theme" | "minutes">): string => {
  const parameters = new URLSearchParams(search);
  parameters.set("theme", changed.theme);
  if (changed.minutes === null) parameters.delete("minutes");
  else parameters.set("minutes", String(changed.minutes));
  return `?${parameters}`;
};
