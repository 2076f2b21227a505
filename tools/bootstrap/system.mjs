import { accessSync, constants, existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { runCommand } from "./run-command.mjs";
import { servers, versionIn } from "./server-table.mjs";

const systemFolders = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/opt/homebrew/bin", "/snap/bin"];

/** Where installed servers are kept between runs; one folder per server. */
export const cacheFolder = join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "loadline", "servers");

export const isExecutable = (path) => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

const subfolders = (folder) => (existsSync(folder) ? readdirSync(folder).sort().reverse() : []);

/** Chromium where Playwright and Puppeteer keep theirs, newest first. */
const browserCaches = () => {
  const caches =
    process.platform === "darwin"
      ? join(homedir(), "Library", "Caches")
      : process.env.XDG_CACHE_HOME || join(homedir(), ".cache");
  const playwright = process.env.PLAYWRIGHT_BROWSERS_PATH || join(caches, "ms-playwright");
  const puppeteer = join(homedir(), ".cache", "puppeteer", "chrome");
  const mac = [
    "Chromium.app/Contents/MacOS/Chromium",
    "Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing",
  ];
  const inside = ["chrome-linux", "chrome-linux64"].map((folder) => join(folder, "chrome"));
  const macInside = ["chrome-mac", "chrome-mac-arm64", "chrome-mac-x64"].flatMap((folder) =>
    mac.map((program) => join(folder, program)),
  );
  const builds = [
    ...subfolders(playwright)
      .filter((name) => name.startsWith("chromium-"))
      .map((name) => join(playwright, name)),
    ...subfolders(puppeteer).map((name) => join(puppeteer, name)),
  ];
  return builds.flatMap((build) => [...inside, ...macInside].map((program) => join(build, program)));
};

const onPath = () => [...new Set([...(process.env.PATH ?? "").split(delimiter), ...systemFolders])].filter(Boolean);

/** Every program that could be the server, in the order of preference; none of them is started. */
export const candidatesFor = (name) => {
  const { names } = servers[name];
  const listed = names.flatMap((program) =>
    program.startsWith("/") ? [program] : [...onPath(), join(cacheFolder, name)].map((folder) => join(folder, program)),
  );
  return [...listed, ...(name === "chromium" ? browserCaches() : [])].filter(isExecutable);
};

const has = (program) => onPath().some((folder) => isExecutable(join(folder, program)));

const succeeds = async (program, args) => (await runCommand(program, args)).code === 0;

const packagedVersion = async (name) => {
  const { code, output } = await runCommand("apt-cache", ["policy", name]);
  const candidate = code === 0 ? /Candidate:\s*(?:\d+:)?(\S+)/.exec(output) : null;
  return candidate === null ? null : versionIn(candidate[1]);
};

/** How apt-get may be called here: as root, by sudo without a password, or not at all (null). */
export const aptPrefix = async () => {
  if (process.getuid?.() === 0) return [];
  return has("sudo") && (await succeeds("sudo", ["-n", "true"])) ? ["sudo", "-n"] : null;
};

/** @returns {Promise<import("./ways.mjs").System>} */
export const readSystem = async (names) => {
  const programs = ["apt-get", "dpkg-deb", "brew", "uv", "pipx", "go", "tar"];
  const tools = new Set(programs.filter(has));
  if (has("python3") && (await succeeds("python3", ["-m", "pip", "--version"]))) tools.add("pip");
  const prefix = tools.has("apt-get") ? await aptPrefix() : null;
  // A fresh image has no package lists, so every package looks absent until they are there.
  if (prefix !== null) {
    const [program, ...args] = [...prefix, "apt-get", "update", "-q"];
    await runCommand(program, args);
  }
  const packaged = {};
  if (tools.has("apt-get")) {
    for (const name of names) packaged[servers[name].package] = await packagedVersion(servers[name].package);
  }
  return { platform: process.platform, arch: process.arch, mayInstall: prefix !== null, tools, packaged };
};
