/** One thing that must hold for recommendations to flow. */
export interface Check {
  readonly name: string;
  readonly state: "ok" | "failed" | "not-checked";
  readonly detail: string;
  /** What to do when it failed. */
  readonly advice: string | null;
}

export const ok = (name: string, detail: string): Check => ({ name, state: "ok", detail, advice: null });

export const failed = (name: string, detail: string, advice: string): Check => ({
  name,
  state: "failed",
  detail,
  advice,
});

export const notChecked = (name: string, detail = "what it needs failed"): Check => ({
  name,
  state: "not-checked",
  detail,
  advice: null,
});
