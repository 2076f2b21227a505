import type { LinkLike } from "./safe-links.ts";

/** The part of a Grafana data frame that the view model reads. Times are epoch milliseconds, as in Grafana. */
export interface FrameLike {
  readonly name?: string | undefined;
  readonly refId?: string | undefined;
  readonly fields: readonly FieldLike[];
}

export interface FieldLike {
  readonly name: string;
  readonly type: string;
  readonly values: ArrayLike<unknown>;
  readonly labels?: Readonly<Record<string, string>> | undefined;
  /** `custom.role` is set by the field override "Role"; `type` holds the texts of an enum. */
  readonly config?: { readonly custom?: unknown; readonly type?: unknown } | undefined;
  /** Data links of the field, with the values of a row in place of their variables. */
  readonly getLinks?: ((row: { readonly valueRowIndex?: number }) => readonly LinkLike[]) | undefined;
}
