import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isLoadlineError } from "@loadline/model";
import { environmentName, resolveSettings, type SettingsLayers } from "@loadline/runtime/settings";
import { repositoryRoot } from "@loadline/tools/repository";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as agent from "../../apps/agent/src/settings/config.ts";
import { authenticatorForm } from "../../apps/recommender/src/authenticator/config.ts";
import * as recommender from "../../apps/recommender/src/settings/config.ts";

const nothing: SettingsLayers = { file: null, environment: {}, flags: {} };

const parts = [
  {
    name: "agent",
    keys: agent.configKeys as readonly string[],
    prefix: agent.environmentPrefix,
    required: {},
    resolve: agent.resolveConfig,
  },
  {
    name: "recommender",
    keys: recommender.configKeys as readonly string[],
    prefix: recommender.environmentPrefix,
    required: { plan: "plan.yaml" },
    resolve: recommender.resolveConfig,
  },
  {
    name: "authenticator",
    keys: Object.keys(authenticatorForm.schema.shape) as readonly string[],
    prefix: authenticatorForm.prefix,
    required: { policy: "policy.json", issuerKeyFile: "issuer.pem" },
    resolve: (layers: SettingsLayers) => resolveSettings(authenticatorForm, layers),
  },
];
type Part = (typeof parts)[number];

/** One value at one key in each place where settings are given: a file may hold any JSON, the others texts. */
const layersOf = ({ prefix, required }: Part, key: string, value: unknown): readonly SettingsLayers[] => [
  { ...nothing, file: { ...required, [key]: value } },
  ...(typeof value === "string"
    ? [
        { ...nothing, file: required, environment: { [environmentName(prefix, key)]: value } },
        { ...nothing, file: required, flags: { [key]: value } },
      ]
    : []),
];

const hostile = fc.oneof(
  fc.constantFrom(
    ...[
      "",
      " ",
      "\0",
      "-1",
      "-0",
      "1e999",
      "1e308",
      "1e12",
      "5e-324",
      "1e-9",
      "NaN",
      "Infinity",
      "0x10",
      "true",
      "null",
    ],
    ...["../../etc/passwd", "$(reboot)", "[", "{}", "1/0", "0/1e9", "a:99999", "http://[", "kv:", "\u001b[2J\n"],
    ...["x".repeat(100_000), "http://a,b=c", " , ,"],
  ),
  fc.constantFrom<unknown>(0, -1, 1e308, 1e12, 1e-9, Number.MAX_SAFE_INTEGER, [], {}, [[]], null, [
    { url: "http://a" },
  ]),
  fc.string({ unit: "binary" }),
  fc.double(),
  fc.jsonValue(),
);

// The longest names every setting of a part.
const longestMessage = 4_096;
// Node.js fires a timer of more at once. https://nodejs.org/api/timers.html
const longestTimerSeconds = (2 ** 31 - 1) / 1000;

const refusalOf = (part: Part, layers: SettingsLayers): { readonly code: string; readonly message: string } | null => {
  try {
    const { config } = part.resolve(layers);
    for (const [key, value] of Object.entries(config)) {
      if (typeof value !== "number") continue;
      expect(Number.isFinite(value)).toBe(true);
      if (key.endsWith("Seconds")) expect(value).toBeLessThanOrEqual(longestTimerSeconds);
    }
    return null;
  } catch (error) {
    if (!isLoadlineError(error)) throw error;
    return error;
  }
};

describe.each(parts)("settings of the $name", (part) => {
  test("each is taken, or refused in a few words, whatever its value and wherever it is given", () => {
    fc.assert(
      fc.property(fc.constantFrom(...part.keys), hostile, (key, value) => {
        for (const layers of layersOf(part, key, value)) {
          const refusal = refusalOf(part, layers);
          if (refusal === null) continue;
          expect(refusal.code).toBe("LL_CONFIG_INVALID");
          expect(refusal.message.length).toBeLessThan(longestMessage);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test("the value of an unknown one is never shown: it may be a secret in the place of its file", () => {
    const unknown = fc.constantFrom(
      "password",
      "natsPassword",
      "natsToken",
      "passphrase",
      "__proto__",
      "x".repeat(5_000),
    );
    fc.assert(
      fc.property(unknown, fc.stringMatching(/^[0-9a-f]{16}$/), (key, secret) => {
        const values: readonly unknown[] = key === "__proto__" ? [{ secret }] : [secret, [secret], { secret }];
        const [fileLayer = nothing, environmentLayer = nothing] = layersOf(part, key, secret);
        const files = values.map((value) => ({
          ...fileLayer,
          file: JSON.parse(`{${JSON.stringify(key)}:${JSON.stringify(value)}}`),
        }));
        for (const layers of [...files, environmentLayer]) {
          const refusal = refusalOf(part, layers);
          expect(refusal?.code).toBe("LL_CONFIG_INVALID");
          expect(refusal?.message).not.toContain(secret);
          expect(refusal?.message.length).toBeLessThan(longestMessage);
        }
      }),
    );
  });
});

test("an unknown name of an engine's is shown without its value", () => {
  expect(() => agent.parseEngineFlag("http://127.0.0.1:8000,token=top-secret")).toThrow(
    /"http:\/\/127.0.0.1:8000,token"/,
  );
});

test.each(["http://h:8000,token=abc,top-secret", "http://h:8000,topsecret", "http://h:8000,token=abc,topsecret=="])(
  "%s: what is no name of an engine's is not shown",
  (text) => {
    const given = [
      { ...nothing, environment: { LOADLINE_AGENT_ENGINES: text } },
      ...[text, [text], [{ url: text.slice("http://".length) }]].map((engines) => ({ ...nothing, file: { engines } })),
    ];
    for (const layers of given) {
      const refuse = () => agent.resolveConfig(layers);
      expect(refuse).toThrow(/LL_CONFIG_INVALID|engines/);
      expect(refuse).not.toThrow(/top-?secret|abc/);
    }
    expect(() => agent.parseEngineFlag(text)).not.toThrow(/top-?secret|abc/);
  },
);

describe("command lines", () => {
  const folder = mkdtempSync(join(tmpdir(), "loadline-settings-"));
  const bundleOf = (program: string): string => join(folder, `${program}.mjs`);
  beforeAll(() => {
    for (const program of ["agent", "recommender"]) {
      const bundler = join(repositoryRoot, "apps", program, "build/bundle.mjs");
      execFileSync(process.execPath, [bundler, bundleOf(program), "--of-sources"], { stdio: "pipe" });
    }
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each([
    { program: "agent", arguments: ["--nats-password", "top-secret"] },
    { program: "agent", arguments: ["--nats-token=top-secret"] },
    { program: "agent", arguments: ["-ptop-secret"] },
    { program: "recommender", arguments: ["--nats-password", "top-secret"] },
    { program: "recommender", arguments: ["--nats-token=top-secret"] },
    { program: "recommender", arguments: ["-ptop-secret"] },
    { program: "recommender", arguments: ["-ptop-secret's"] },
    { program: "recommender", arguments: ["--plan", "x", "top-secret"] },
    { program: "recommender", arguments: ["authenticator", "--nats-token=top-secret"] },
    { program: "recommender", arguments: ["authenticator", "-ptop-secret"] },
    { program: "recommender", arguments: ["authenticator", "--policy"] },
  ])("$program $arguments: what follows an unknown option is not printed", ({ program, arguments: given }) => {
    const { status, stderr } = spawnSync(process.execPath, [bundleOf(program), ...given], { encoding: "utf8" });
    expect(status).toBe(2);
    expect(stderr).toMatch(/^LL_CONFIG_INVALID: [^\n]+\n$/);
    expect(stderr).not.toContain("top-secret");
  });
});
