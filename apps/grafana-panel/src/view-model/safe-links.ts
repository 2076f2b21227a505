/** A link as Grafana makes it of a field's data links. */
export interface LinkLike {
  readonly href: string;
  readonly title: string;
}

/** More links than this are a menu, not a header. */
const mostLinks = 6;

/** Addresses that lead somewhere and run nothing: http, https, or a path of this server. */
const isSafe = (href: string): boolean => {
  // A browser ignores control characters and spaces in front of and inside a scheme.
  const seen = [...href].filter((sign) => sign > " ").join("");
  return /^https?:\/\//i.test(seen) || (/^[/?#]/.test(seen) && !/^[/\\]{2}/.test(seen));
};

/** The links that may be followed, each once. */
export const safeLinks = (links: readonly LinkLike[]): readonly LinkLike[] => {
  const byTarget = new Map(
    links.filter(({ href }) => isSafe(href)).map((link) => [JSON.stringify([link.title, link.href]), link]),
  );
  return [...byTarget.values()].slice(0, mostLinks);
};
