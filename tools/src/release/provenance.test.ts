import { execFileSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { signerWith, writeProvenance } from "./provenance.ts";

let changes = "";
vi.mock("./run.ts", async (original) => ({
  ...(await original<object>()),
  run: (_: string, [command]: readonly string[]) => (command === "status" ? changes : "0123abcd\n"),
}));

let folder: string;
let out: string;
const keyFile = (type: "ed25519" | "ed448"): string => {
  // Two overloads of one function.
  const { privateKey, publicKey } = type === "ed448" ? generateKeyPairSync("ed448") : generateKeyPairSync("ed25519");
  writeFileSync(join(folder, "release.pub"), publicKey.export({ type: "spki", format: "pem" }));
  writeFileSync(join(folder, "release.key"), privateKey.export({ type: "pkcs8", format: "pem" }));
  return join(folder, "release.key");
};
/** As SECURITY.md says. */
const verify = (): string =>
  execFileSync(
    "sh",
    [
      "-c",
      "openssl pkeyutl -verify -pubin -inkey ../release.pub -rawin -in SHA256SUMS -sigfile SHA256SUMS.sig && sha256sum -c SHA256SUMS",
    ],
    { cwd: out, stdio: "pipe" },
  ).toString();

beforeEach(() => {
  changes = "";
  folder = mkdtempSync(join(tmpdir(), "loadline-provenance-"));
  out = join(folder, "out");
  mkdirSync(join(out, "npm"), { recursive: true });
  writeFileSync(join(out, "npm/a.tgz"), "package");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("names the commit and every file, and its signature holds for these alone", () => {
  expect(writeProvenance(out, signerWith(keyFile("ed25519"))).files).toBe(2);
  expect(JSON.parse(readFileSync(join(out, "provenance.json"), "utf8"))).toMatchObject({
    subject: [{ name: "npm/a.tgz" }],
    predicate: { buildDefinition: { resolvedDependencies: [{ digest: { gitCommit: "0123abcd" } }, {}] } },
  });
  expect(verify()).toContain("npm/a.tgz: OK");
  writeFileSync(join(out, "npm/a.tgz"), "another");
  expect(verify).toThrow("did NOT match");
  writeFileSync(join(out, "npm/a.tgz"), "package");
  appendFileSync(join(out, "SHA256SUMS"), "\n");
  expect(verify).toThrow();
});

test("without a key nothing is signed, and of a changed tree nothing either", () => {
  writeProvenance(out, null);
  expect(existsSync(join(out, "SHA256SUMS.sig"))).toBe(false);
  changes = " M README.md";
  expect(() => signerWith(keyFile("ed25519"))).toThrow("the working tree has changes");
});

test("another key than Ed25519 is refused", () => {
  expect(() => signerWith(keyFile("ed448"))).toThrow("is ed448; make one: openssl genpkey");
});
