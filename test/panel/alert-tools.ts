import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { LoadlineError } from "@loadline/model";
import { prometheusProgram, type ServerProgram, serverBinary } from "@loadline/servers";
import { repositoryRoot } from "@loadline/tools/repository";

/** promtool comes with Prometheus, beside it. */
export const promtool = (): string => {
  const beside = join(dirname(serverBinary(prometheusProgram)), "promtool");
  return existsSync(beside) ? beside : serverBinary({ variable: "PROMTOOL_BIN", names: ["promtool"] });
};

const amtoolProgram: ServerProgram = { variable: "AMTOOL_BIN", names: ["amtool"] };

const cache = join(repositoryRoot, "node_modules/.cache/loadline/alertmanager");
const unpacked = join(cache, "usr/bin/amtool");

/** amtool from AMTOOL_BIN, from PATH, or unpacked before; null: none. */
export const amtoolAtHand = (): string | null => {
  try {
    return serverBinary(amtoolProgram);
  } catch {
    return existsSync(unpacked) ? unpacked : null;
  }
};

/** Debian's package, unpacked beside the other caches: nothing is installed and no service starts. */
const unpackPackage = (): void => {
  mkdirSync(cache, { recursive: true });
  execFileSync("apt-get", ["download", "-q", "prometheus-alertmanager"], { cwd: cache, stdio: "pipe" });
  const [file] = readdirSync(cache).filter((name) => name.endsWith(".deb"));
  if (file === undefined) return;
  execFileSync("dpkg-deb", ["-x", join(cache, file), cache], { stdio: "pipe" });
  rmSync(join(cache, file));
};

/** The same, else from the distribution's package. @throws LL_SERVER_MISSING */
export const amtool = (): string => {
  const before = amtoolAtHand();
  if (before !== null) return before;
  try {
    unpackPackage();
  } catch {
    // The error below names what to install.
  }
  const after = amtoolAtHand();
  if (after !== null) return after;
  throw new LoadlineError("LL_SERVER_MISSING", {
    program: "amtool",
    how: "apt-get install prometheus-alertmanager, or set AMTOOL_BIN",
  });
};
