import { LoadlineError } from "@loadline/core";
import type { CommanderError } from "commander";

const quoted = /'([^']*)'/;
const suggestion = /\(Did you mean (?:one of )?(.+)\?\)/;

interface Fault {
  readonly what: string;
  readonly value: string | null;
  readonly expected: string;
}

const faultOf = ({ code, message }: CommanderError, argv: readonly string[], names: readonly string[]): Fault => {
  const name = quoted.exec(message)?.[1] ?? "";
  switch (code) {
    case "commander.unknownCommand":
      return { what: "the command", value: name, expected: `one of ${names.join(", ")}` };
    case "commander.unknownOption":
      return { what: "the option", value: name, expected: "one that exists" };
    case "commander.optionMissingArgument":
      return { what: name, value: null, expected: "a value after it" };
    case "commander.excessArguments":
      return { what: "the command line", value: argv.join(" "), expected: "fewer arguments" };
    case "commander.missingArgument":
      return { what: `the argument <${name}>`, value: null, expected: "a value" };
    default:
      return {
        what: "the command line",
        value: argv.join(" "),
        expected: message.replace(/^error: /, "").split("\n")[0] ?? "",
      };
  }
};

/** What the parser refused, with the nearest name where there is one. */
export const usageError = (error: CommanderError, argv: readonly string[], names: readonly string[]): LoadlineError => {
  const fault = faultOf(error, argv, names);
  const nearest = suggestion.exec(error.message)?.[1];
  const command = names.find((name) => name === argv[0]);
  const hints = [
    ...(nearest === undefined ? [] : [`did you mean ${nearest}?`]),
    `see loadline ${command === undefined ? "" : `${command} `}--help`,
  ];
  return new LoadlineError(
    "LL_INPUT_INVALID",
    { ...fault, expected: [fault.expected, ...hints].join("; ") },
    { cause: error },
  );
};
