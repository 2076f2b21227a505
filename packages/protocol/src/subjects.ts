import { LoadlineError } from "@loadline/model";

/** Kinds of message; each has its own stream. */
export const subjectKinds = ["telemetry", "inventory", "health", "recommendation", "feedback"] as const;
export type SubjectKind = (typeof subjectKinds)[number];

const prefix = "loadline.v1";
const tokenPattern = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;
const longestToken = 63;

/** True for what may stand between two dots: lower-case letters, digits, hyphens, 1…63 characters. */
export const isToken = (value: string): boolean => value.length <= longestToken && tokenPattern.test(value);

/**
 * Turns a host or deployment name into a subject token: lower case, every other character a hyphen.
 * @throws LL_SUBJECT_INVALID when nothing usable remains
 * @example token("GPU-Node.7") // "gpu-node-7"
 */
export const token = (name: string): string => {
  const made = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, longestToken)
    .replace(/^-+|-+$/g, "");
  if (!isToken(made)) throw new LoadlineError("LL_SUBJECT_INVALID", { token: name });
  return made;
};

export interface SubjectAddress {
  readonly kind: SubjectKind;
  readonly cluster: string;
  /** The node, for telemetry, inventory and health; the deployment, for recommendation and feedback. */
  readonly name: string;
}

const exact = (value: string): string => {
  if (!isToken(value)) throw new LoadlineError("LL_SUBJECT_INVALID", { token: value });
  return value;
};

/** The subject of one address. @throws LL_SUBJECT_INVALID for a name that is no token; see {@link token} */
export const subject = ({ kind, cluster, name }: SubjectAddress): string =>
  `${prefix}.${kind}.${exact(cluster)}.${exact(name)}`;

/** The wildcard subject of a kind: of one cluster, or of all. */
export const subjectFilter = (kind: SubjectKind, cluster?: string): string =>
  `${prefix}.${kind}.${cluster === undefined ? "*" : exact(cluster)}.*`;

/** The address in a subject, or null when it is none of ours. Identity comes from here, never from a payload. */
export const parseSubject = (value: string): SubjectAddress | null => {
  const [first, version, kind, cluster, name, ...rest] = value.split(".");
  if (`${first}.${version}` !== prefix || rest.length > 0) return null;
  const known = subjectKinds.find((candidate) => candidate === kind);
  if (known === undefined || cluster === undefined || name === undefined) return null;
  return isToken(cluster) && isToken(name) ? { kind: known, cluster, name } : null;
};
