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
export const compareOrders = (a: readonly number[], b: readonly number[]): number => {
  for (const [place, number] of a.entries()) {
    const difference = number - (b[place] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
};

/** Whether a version has what came with `least`. One that is not stated, or is the build of a day, is the newest. */
export const isVersionFrom = (version: string | null | undefined, least: string): boolean => {
  const [own, other] = [versionOrder(version ?? ""), versionOrder(least)];
  return own === null || other === null || compareOrders(own, other) >= 0;
};

/** The newest of these versions; texts that are no version, as of builds of a day, are left out. */
export const newestOf = (versions: Iterable<string>): string | null => {
  let newest: { readonly text: string; readonly order: readonly number[] } | null = null;
  for (const text of versions) {
    const order = versionOrder(text);
    if (order !== null && (newest === null || compareOrders(order, newest.order) > 0)) newest = { text, order };
  }
  return newest?.text ?? null;
};

/** `measured` where it is older than `version`; null where it is not known to be. */
export const newestBefore = (version: string, measured: string): string | null => {
  const [own, other] = [versionOrder(version), versionOrder(measured)];
  return own !== null && other !== null && compareOrders(other, own) < 0 ? measured : null;
};
