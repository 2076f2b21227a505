import { execFileSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { Failure, step } from "./report.mjs";
import { runCommand, tail } from "./run-command.mjs";

const systemFolders = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/opt/homebrew/bin", "/snap/bin"];

/**
 * The servers that the demo and the tests run for real.
 * nats-server below 2.10.23 can lose a whole stream when it is killed (nats-server issue 6888).
 */
const servers = {
  "nats-server": {
    variable: "NATS_SERVER_BIN",
    names: ["nats-server"],
    atLeast: [2, 10, 23],
    debian: "nats-server",
    unit: "nats-server",
    elsewhere: "brew install nats-server, or a release from https://github.com/nats-io/nats-server/releases",
  },
  prometheus: {
    variable: "PROMETHEUS_BIN",
    names: ["prometheus"],
    atLeast: [2, 40, 0],
    debian: "prometheus",
    unit: "prometheus",
    elsewhere: "brew install prometheus, or a release from https://prometheus.io/download",
  },
  chromium: {
    variable: "CHROMIUM_BIN",
    names: [
      "chromium",
      "chromium-browser",
      "google-chrome-stable",
      "google-chrome",
      "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    ],
    atLeast: [100, 0, 0],
    debian: "chromium",
    unit: null,
    elsewhere: "brew install --cask chromium, or Chrome from https://www.google.com/chrome",
  },
};

const executable = (path) => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

const locate = ({ variable, names }) => {
  const chosen = process.env[variable];
  if (chosen !== undefined && chosen !== "") return executable(chosen) ? chosen : null;
  const folders = [...(process.env.PATH ?? "").split(delimiter), ...systemFolders];
  const candidates = names.flatMap((name) =>
    name.startsWith("/") ? [name] : folders.map((folder) => join(folder, name)),
  );
  return candidates.find(executable) ?? null;
};

const versionOf = (path) => {
  try {
    const said = execFileSync(path, ["--version"], { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
    const found = /(\d+)\.(\d+)\.(\d+)/.exec(said);
    return found === null ? null : found.slice(1, 4).map(Number);
  } catch {
    return null;
  }
};

const isOlder = (version, least) => {
  const at = version.findIndex((part, index) => part !== least[index]);
  return at !== -1 && version[at] < least[at];
};

const onDebian = () => existsSync("/etc/debian_version") && locate({ variable: "", names: ["apt-get"] }) !== null;

/** How apt-get may be called here: as root, by sudo without a password, or not at all. */
const privilege = async () => {
  if (process.getuid?.() === 0) return [];
  const { code } = await runCommand("sudo", ["-n", "true"]);
  return code === 0 ? ["sudo", "-n"] : null;
};

const howTo = (name) => {
  const { debian, elsewhere, variable } = servers[name];
  return `  Debian, Ubuntu:  sudo apt-get update && sudo apt-get install --no-install-recommends ${debian}
  elsewhere:       ${elsewhere}
  or set ${variable} to the path of its program`;
};

const missing = (names, why) =>
  new Failure(
    `LL_SERVER_MISSING: ${names.join(", ")}: ${why}\n${names.map(howTo).join("\n")}\nThen run the command again.`,
  );

const apt = async (prefix, args, names) => {
  const [program, ...rest] = [...prefix, "apt-get", ...args];
  const { code, output } = await runCommand(program, rest, { env: { DEBIAN_FRONTEND: "noninteractive" } });
  if (code !== 0) throw missing(names, `apt-get ${args[0]} failed:\n${tail(output, 8)}`);
};

/** Debian's packages start a system service; the demo brings its own processes, so a service we caused is stopped. */
const stopServices = async (prefix, names) => {
  if (!existsSync("/run/systemd/system")) return;
  for (const unit of names.map((name) => servers[name].unit).filter((unit) => unit !== null)) {
    const [program, ...rest] = [...prefix, "systemctl", "disable", "--now", unit];
    await runCommand(program, rest);
  }
};

const installMissing = async (names) => {
  if (!onDebian()) throw missing(names, "not found, and only Debian's and Ubuntu's packages are installed from here");
  const prefix = await privilege();
  if (prefix === null) throw missing(names, "not found, and installing needs root or sudo without a password");
  const packages = names.map((name) => servers[name].debian);
  await apt(prefix, ["update", "-q"], names);
  await apt(prefix, ["install", "-y", "-q", "--no-install-recommends", ...packages], names);
  await stopServices(prefix, names);
  return `installed ${packages.join(", ")}`;
};

const found = (name) => {
  const path = locate(servers[name]);
  const chosen = process.env[servers[name].variable];
  if (path === null && chosen) throw missing([name], `${servers[name].variable} is "${chosen}", which is no program`);
  if (path === null) return null;
  const version = versionOf(path);
  if (version !== null && isOlder(version, servers[name].atLeast)) {
    const least = servers[name].atLeast.join(".");
    throw missing([name], `${path} is version ${version.join(".")}; ${least} or newer is needed`);
  }
  return path;
};

/** Paths of the servers by their environment variable; installs what is missing where that is possible. */
export const requireServers = async (names) => {
  if (names.length === 0) return {};
  const paths = {};
  const collect = () => {
    for (const name of names) {
      const path = found(name);
      if (path !== null) paths[servers[name].variable] = path;
    }
    return names.filter((name) => paths[servers[name].variable] === undefined);
  };
  await step(`servers (${names.join(", ")})`, async () => {
    const absent = collect();
    if (absent.length === 0) return "skip";
    const note = await installMissing(absent);
    const still = collect();
    if (still.length > 0) throw missing(still, "still not found after installing its package");
    return note;
  });
  return paths;
};
