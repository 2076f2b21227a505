/** The views of the panel, in the order of their tabs. */
export const views = ["timeline", "ranking", "summary", "fleet-map"] as const;
export type View = (typeof views)[number];

export const viewLabels: Readonly<Record<View, string>> = {
  timeline: "Timeline",
  ranking: "Ranking",
  summary: "Summary",
  "fleet-map": "Fleet map",
};

export const isView = (value: unknown): value is View => views.some((view) => view === value);
