import { describe, expect, test } from "vitest";
import { parseCommandLine } from "./options.ts";

const needed = ["--plan", "p.yaml", "--server", "nats://h:1", "--dir", "/d"];

describe("the command line of the fleet", () => {
  test("what is left out takes its default", () => {
    expect(parseCommandLine(needed)).toEqual({
      kind: "run",
      arguments: {
        plan: "p.yaml",
        server: "nats://h:1",
        dir: "/d",
        seed: 1,
        source: { kind: "day" },
        speedUp: 1,
        loadFactor: 1,
        leadTimeSeconds: null,
        startReplicas: "planned",
      },
    });
  });

  test("every flag is read", () => {
    const flags =
      "--trace t.csv --format azure --seed 7 --speed-up 4 --load-factor 0.5 --lead-time 15 --start-replicas min";
    expect(parseCommandLine([...needed, ...flags.split(" ")])).toMatchObject({
      arguments: {
        seed: 7,
        source: { kind: "trace", path: "t.csv" },
        speedUp: 4,
        loadFactor: 0.5,
        leadTimeSeconds: 15,
        startReplicas: "min",
      },
    });
  });

  test("--help shows examples", () => {
    expect(parseCommandLine(["--help"])).toMatchObject({ kind: "help", text: expect.stringContaining("Examples:") });
  });

  test.each([
    { name: "a missing plan", argv: needed.slice(2), answer: /--plan is null; expected the path of a plan file/ },
    { name: "a missing server", argv: ["--plan", "p"], answer: /--server is null; expected the address/ },
    { name: "an unknown option", argv: [...needed, "--speedup", "3"], answer: /unknown option '--speedup'/ },
    { name: "a word too many", argv: [...needed, "extra"], answer: /too many arguments/ },
    {
      name: "a speed-up that is no number",
      argv: [...needed, "--speed-up", "fast"],
      answer: /--speed-up is "fast"; expected a number/,
    },
    {
      name: "a speed-up of zero",
      argv: [...needed, "--speed-up", "0"],
      answer: /--speed-up is "0"; expected a number above 0/,
    },
    {
      name: "a seed that is not whole",
      argv: [...needed, "--seed", "1.5"],
      answer: /--seed is "1.5"; expected a whole number/,
    },
    {
      name: "an empty factor",
      argv: [...needed, "--load-factor", ""],
      answer: /--load-factor is ""; expected a number/,
    },
    { name: "another traffic", argv: [...needed, "--traffic", "night"], answer: /--traffic is "night"; expected day/ },
    {
      name: "a trace without its format",
      argv: [...needed, "--trace", "t"],
      answer: /--format is null; expected azure/,
    },
    { name: "a format without a trace", argv: [...needed, "--format", "azure"], answer: /--format is "azure"/ },
    {
      name: "another format",
      argv: [...needed, "--trace", "t", "--format", "csv"],
      answer: /--format is "csv"; expected azure/,
    },
    {
      name: "two kinds of traffic",
      argv: [...needed, "--traffic", "day", "--trace", "t", "--format", "azure"],
      answer: /--traffic is "day"; expected to be left out/,
    },
    { name: "another start", argv: [...needed, "--start-replicas", "max"], answer: /expected planned or min/ },
  ])("$name is refused with the value and what to do", ({ argv, answer }) => {
    expect(() => parseCommandLine(argv)).toThrow(
      expect.objectContaining({ code: "LL_INPUT_INVALID", message: expect.stringMatching(answer) }),
    );
  });
});
