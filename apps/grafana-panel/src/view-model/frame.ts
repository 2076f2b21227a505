/** A link as Grafana makes it from a field's data links. */
export interface LinkLike {
  readonly href: string;
  readonly title: string;
}

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
  readonly labels?: Labels | undefined;
  /** `custom.role` is set by the field override "Role"; `type` holds the texts of an enum. */
  readonly config?: { readonly custom?: unknown; readonly type?: unknown } | undefined;
  /** Data links of the field, with the values of a row in place of their variables. */
  readonly getLinks?: ((row: { readonly valueRowIndex?: number }) => readonly LinkLike[]) | undefined;
}

export type Labels = Readonly<Record<string, string>>;

/** The value as a finite number, or null: unknown. Prometheus writes NaN and Inf where it has no number. */
export const knownNumber = (value: unknown) => (typeof value === "number" && Number.isFinite(value) ? value : null);

/** The property of an object, or undefined where the value is no object. */
export const property = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;

const isGroup = <T>(items: readonly T[]): items is readonly [T, ...T[]] => items.length > 0;

/** The items in groups of equal keys, groups and items in the order of their appearance. */
export const groupBy = <T, K>(items: readonly T[], keyOf: (item: T) => K): readonly (readonly [T, ...T[]])[] => {
  // A single group, as most of tens of thousands of nodes have, takes no map.
  const first = isGroup(items) ? keyOf(items[0]) : null;
  if (isGroup(items) && items.every((item) => keyOf(item) === first)) return [items];
  const groups = new Map<K, [T, ...T[]]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups.values()];
};

/** More links than this are not shown. */
const mostLinks = 6;

/** Addresses that lead somewhere and run nothing: http, https, or a path of this server. */
const isSafe = (href: string): boolean => {
  // A browser ignores control characters and spaces in front of and inside a scheme.
  const shown = [...href].filter((sign) => sign > " ").join("");
  return /^https?:\/\//i.test(shown) || (/^[/?#]/.test(shown) && !/^[/\\]{2}/.test(shown));
};

/** The links that may be followed, each once. */
export const safeLinks = (links: readonly LinkLike[]): readonly LinkLike[] => {
  const byTarget = new Map(
    links.filter(({ href }) => isSafe(href)).map((link) => [JSON.stringify([link.title, link.href]), link]),
  );
  return [...byTarget.values()].slice(0, mostLinks);
};
