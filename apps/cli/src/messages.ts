const longest = 120;

/** A value as it was given, cut where it is long. */
const shown = (value: unknown): string => {
  const text = typeof value === "number" ? String(value) : (JSON.stringify(value) ?? String(value));
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
};

const didYouMean = (nearest: string | undefined): string => (nearest === undefined ? "" : `did you mean ${nearest}? `);

/** Every message about a mistake in what was typed or in a file: what is wrong with the value, why, what to do. */
export const messages = {
  unknownCommand: (name: string, nearest: string | undefined, names: readonly string[]) =>
    `unknown command ${name}; ${nearest === undefined ? `the commands are ${names.join(", ")}` : `did you mean ${nearest}?`}`,
  unknownOption: (name: string, nearest: string | undefined, help: string) =>
    `unknown option ${name}; ${didYouMean(nearest)}see ${help}`,
  missingValue: (flags: string, help: string) => `missing value of ${flags}; see ${help}`,
  missingArgument: (name: string, help: string) => `missing argument <${name}>; see ${help}`,
  unexpectedArgument: (line: string, help: string) => `too many arguments in ${shown(line)}; see ${help}`,
  invalid: (what: string, value: unknown, expected: string) => `${what} is ${shown(value)}; expected ${expected}`,
  missing: (what: string, give: string) => `missing ${what}; give ${give}`,
  needs: (what: string, other: string) => `${what} needs ${other} beside it`,
  exclude: (one: string, other: string) => `${one} and ${other} exclude each other; give one of them`,
  unknownKey: (key: string, value: unknown, help: string) => `unknown key ${key} with the value ${shown(value)}; ${help}`,
  unwritable: (option: string, path: string, reason: string) =>
    `${option} names ${path}, which cannot be written: ${reason}; name another file`,

  endless: () => "--endless needs --concurrency beside it, and no --requests",
  oneLoad: (given: number) =>
    `${given === 0 ? "missing load" : `${given} loads are given`}; give exactly one of --concurrency and --requests-per-second (each with --requests for a run that ends), --requests alone for all at once, and --saturated`,

  severalDeployments: (what: string | undefined, names: readonly string[]) =>
    `${what === undefined ? "there are several deployments" : `several deployments are called ${what}`}; name one of ${names.join(", ")}, or the id of a decision`,
  nothingStored: () => "no recommendation is stored; start the recommender with a plan, see loadline doctor",
  unknownDecision: (what: string, names: readonly string[], isVerified: boolean) =>
    `no deployment, decision or event ${shown(what)}${isVerified ? " that --public-key signed" : ""}; ${names.length === 0 ? "no recommendation is stored" : `stored: ${names.join(", ")}`}`,
} as const;

/** A mistake that the user can correct: one line on stderr, exit code 2. */
export class UserError extends Error {
  readonly code: `LL_${string}`;

  constructor(message: string, code: `LL_${string}` = "LL_INPUT_INVALID", options?: ErrorOptions) {
    super(message, options);
    this.name = "UserError";
    this.code = code;
  }
}

/** Errors with a code of Loadline, whichever package made them; without loading one to find out. */
export const isCodedError = (error: unknown): error is Error & { readonly code: string } =>
  error instanceof Error && "code" in error && typeof error.code === "string" && error.code.startsWith("LL_");

export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
