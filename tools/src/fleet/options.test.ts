import { describe, expect, test } from "vitest";
import { fleetCommand } from "./options.ts";

const needed = ["--plan", "p.yaml", "--server", "nats://h:1", "--dir", "/d"];

/** What was read, or the message of the refusal. */
const parse = (argv: readonly string[]) => {
  let message = "";
  const command = fleetCommand()
    .exitOverride()
    .configureOutput({
      writeErr: (text) => {
        message += text;
      },
    });
  try {
    return command.parse([...argv], { from: "user" }).opts();
  } catch {
    return message;
  }
};

describe("the command line of the fleet", () => {
  test("what is left out takes its default", () => {
    expect(parse(needed)).toEqual({
      ...{ plan: "p.yaml", server: "nats://h:1", dir: "/d" },
      ...{ seed: 1, speedUp: 1, loadFactor: 1, startReplicas: "planned" },
    });
  });

  test("every flag is read", () => {
    const flags =
      "--trace t.csv --format azure --seed 7 --speed-up 4 --load-factor 0.5 --lead-time 15 --start-replicas min";
    expect(parse([...needed, ...flags.split(" ")])).toMatchObject({
      ...{ seed: 7, trace: "t.csv", speedUp: 4, loadFactor: 0.5, leadTime: 15, startReplicas: "min" },
    });
  });

  test.each([
    { name: "a missing plan", argv: needed.slice(2), answer: /required option '--plan <file>'/ },
    { name: "an unknown option", argv: [...needed, "--speedup", "3"], answer: /unknown option '--speedup'/ },
    { name: "a word too many", argv: [...needed, "extra"], answer: /too many arguments/ },
    {
      name: "a speed-up that is no number",
      argv: [...needed, "--speed-up", "fast"],
      answer: /'fast'.*Expected a number/,
    },
    { name: "a speed-up of zero", argv: [...needed, "--speed-up", "0"], answer: /'0'.*Expected a number above 0/ },
    { name: "a seed that is not whole", argv: [...needed, "--seed", "1.5"], answer: /'1.5'.*Expected a whole number/ },
    { name: "an empty factor", argv: [...needed, "--load-factor", ""], answer: /''.*Expected a number/ },
    { name: "another traffic", argv: [...needed, "--traffic", "night"], answer: /'night'.*Allowed choices are day/ },
    {
      name: "another format",
      argv: [...needed, "--trace", "t", "--format", "csv"],
      answer: /'csv'.*choices are azure/,
    },
    {
      name: "two kinds of traffic",
      argv: [...needed, "--traffic", "day", "--trace", "t"],
      answer: /cannot be used with/,
    },
    { name: "another start", argv: [...needed, "--start-replicas", "max"], answer: /choices are planned, min/ },
  ])("$name is refused with the value and what to do", ({ argv, answer }) => {
    expect(parse(argv)).toMatch(answer);
  });
});
