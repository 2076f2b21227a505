const versionPattern = /^v?(\d+)\.(\d+)(?:\.(\d+))?(?:\.?(a|b|rc|dev|post)(\d+))?(?:\.?(post)(\d+))?/;

/** Pre-releases come before the release they lead to, post-releases after it. */
const stages: Readonly<Record<string, number>> = { dev: -4, a: -3, b: -2, rc: -1, post: 1 };

/** Numbers that order versions of one engine; null where the text is no version, as of builds of a day. */
export const versionOrder = (version: string): readonly number[] | null => {
  const [, major, minor, patch = 0, stage = "", build = 0, , post = 0] = versionPattern.exec(version) ?? [];
  if (major === undefined || minor === undefined) return null;
  return [major, minor, patch, stages[stage] ?? 0, build, post].map(Number);
};

/** Below 0 where `a` is the older one. */
export const compareOrders = (a: readonly number[], b: readonly number[]): number =>
  a.map((number, place) => number - (b[place] ?? 0)).find((difference) => difference !== 0) ?? 0;

/** Whether a version has what came with `least`. One that is not stated, or is the build of a day, is the newest. */
export const isVersionFrom = (version: string | null | undefined, least: string): boolean => {
  const [own, other] = [versionOrder(version ?? ""), versionOrder(least)];
  return own === null || other === null || compareOrders(own, other) >= 0;
};

/** The newest of these versions; texts that are no version, as of builds of a day, are left out. */
export const newestOf = (versions: readonly string[]): string | null =>
  versions
    .filter((text) => versionOrder(text) !== null)
    .toSorted((a, b) => compareOrders(versionOrder(b) ?? [], versionOrder(a) ?? []))[0] ?? null;

/** Versions from `older` to `newer`, by the first number that differs; candidates of one version are one apart. */
export const versionsBetween = (older: string, newer: string): number => {
  const [from, to] = [versionOrder(older) ?? [], versionOrder(newer) ?? []];
  return [0, 1, 2].map((place) => (to[place] ?? 0) - (from[place] ?? 0)).find((difference) => difference !== 0) ?? 1;
};
