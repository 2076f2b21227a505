import { execFileSync } from "node:child_process";
import { installServer } from "./install-server.mjs";
import { Failure, step } from "./report.mjs";
import { isOlder, servers, versionIn, versionText } from "./server-table.mjs";
import { candidatesFor, isExecutable, readSystem } from "./system.mjs";
import { adviceFor, waysToInstall } from "./ways.mjs";

const versionOf = (path) => {
  try {
    return versionIn(execFileSync(path, ["--version"], { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }));
  } catch {
    return null;
  }
};

const needs = (name) => `${name} ${versionText(servers[name].atLeast)} or newer is needed (${servers[name].because})`;

const missing = (name, notes, advice) =>
  new Failure(
    [
      `LL_SERVER_MISSING: ${needs(name)}`,
      ...notes.map((note) => `  ${note}`),
      "Do one of these, then run the command again:",
      ...advice.map((line) => `  - ${line}`),
    ].join("\n"),
  );

/** Why the program cannot be used; null when it can. */
const fault = (name, path) => {
  const version = versionOf(path);
  if (version === null) return `${path} does not answer --version`;
  return isOlder(version, servers[name].atLeast) ? `${path} is ${versionText(version)}, which is too old` : null;
};

/** The server that the user named by its variable; a bad one is refused, never replaced. */
const chosenByUser = (name) => {
  const { variable } = servers[name];
  const path = process.env[variable];
  if (path === undefined || path === "") return null;
  const reason = isExecutable(path) ? fault(name, path) : `${path} is not an executable file`;
  if (reason === null) return path;
  throw missing(name, [`${variable}: ${reason}`], [`correct or unset ${variable}`]);
};

/** The first usable program, and why the others are not. */
const look = (name) => {
  const notes = [];
  for (const path of candidatesFor(name)) {
    const reason = fault(name, path);
    if (reason === null) return { path, notes };
    notes.push(`found: ${reason}`);
  }
  return { path: null, notes };
};

const install = async (name, system, notes) => {
  for (const way of waysToInstall(name, system)) {
    try {
      const origin = await installServer(name, way);
      const { path } = look(name);
      if (path !== null) return { path, note: `${name} from ${origin}` };
      notes.push(`tried ${origin}: the program is still not found`);
    } catch (error) {
      notes.push(`tried ${way.kind}: ${error.cause?.message ?? error.message}`);
    }
  }
  throw missing(name, notes, adviceFor(name, system));
};

/** Paths of the servers by their environment variable; installs what is missing where that is possible. */
export const requireServers = async (names) => {
  const paths = {};
  if (names.length === 0) return paths;
  await step(`servers (${names.join(", ")})`, async () => {
    const absent = [];
    for (const name of names) {
      const path = chosenByUser(name);
      const found = path === null ? look(name) : { path, notes: [] };
      if (found.path === null) absent.push({ name, notes: found.notes });
      else paths[servers[name].variable] = found.path;
    }
    if (absent.length === 0) return "skip";
    const system = await readSystem(absent.map(({ name }) => name));
    const notes = [];
    for (const { name, notes: seen } of absent) {
      const { path, note } = await install(name, system, seen);
      paths[servers[name].variable] = path;
      notes.push(note);
    }
    return notes.join(", ");
  });
  return paths;
};
