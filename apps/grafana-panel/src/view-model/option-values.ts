import { t } from "../text/text.ts";

/** The views of the panel, in the order of their tabs. */
export const views = ["timeline", "ranking", "summary", "fleet-map"] as const;
export type View = (typeof views)[number];

export const viewLabel = (view: View): string => t(`view.${view}`);

export const isView = (value: unknown): value is View => views.some((view) => view === value);
