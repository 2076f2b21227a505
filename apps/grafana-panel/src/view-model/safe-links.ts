import type { LinkLike } from "./frame.ts";

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
