/** The value as a finite number, or null: unknown. Prometheus says NaN and Inf where it has no number. */
export const knownNumber = (value: unknown): number | null =>
  typeof value === "number" && Number.isFinite(value) ? value : null;
