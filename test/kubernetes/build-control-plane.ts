import { spawnSync } from "node:child_process";
import {
  accessSync,
  constants,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { homedir, tmpdir } from "node:os";
import { delimiter, join } from "node:path";

const kubernetesVersion = "1.35.4";
const kwokVersion = "0.8.0";
const helmVersion = "4.3.1";
const kedaVersion = "2.20.2";

/** The releases that the chart is for, but the one that runs here. */
export const otherReleases = ["1.31.14", "1.32.10", "1.33.6", "1.34.2"] as const;

/** Where the programs are, or are put: LOADLINE_KUBERNETES_DIR, else a folder of the user's cache. */
export const controlPlaneFolder = (): string =>
  process.env["LOADLINE_KUBERNETES_DIR"] ?? join(homedir(), ".cache/loadline", `kubernetes-${kubernetesVersion}`);

const isProgram = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

const onPath = (name: string): string | null =>
  [...(process.env["PATH"] ?? "").split(delimiter), "/usr/local/go/bin"]
    .map((folder) => join(folder, name))
    .find(isProgram) ?? null;

const run = (command: string, args: readonly string[], cwd: string, environment: NodeJS.ProcessEnv = {}): string => {
  const result = spawnSync(command, args, {
    cwd,
    encoding: "utf8",
    env: { ...process.env, CGO_ENABLED: "0", GOFLAGS: "-p=2 -trimpath", ...environment },
    maxBuffer: 64 * 2 ** 20,
  });
  if (result.status === 0) return result.stdout;
  throw new Error(
    `${command} ${args.slice(0, 3).join(" ")} failed: ${(result.stderr || String(result.error)).slice(-2000)}`,
  );
};

interface Build {
  readonly go: string;
  /** Where the parts are put. */
  readonly folder: string;
  /** Removed at the end. */
  readonly work: string;
}

/** The unpacked source of a module at a version. */
const moduleAt = ({ go, work }: Build, path: string): { readonly Dir: string; readonly GoMod: string } => {
  if (!existsSync(join(work, "go.mod"))) writeFileSync(join(work, "go.mod"), "module downloads\n");
  return JSON.parse(run(go, ["mod", "download", "-json", path], work));
};

type Maker = (build: Build, name: string) => void;

/** A program of Kubernetes, whose module's parts live in folders of its repository and need a version each. */
const kubernetesProgram: Maker = (build, name) => {
  const { go, folder, work } = build;
  const module = join(work, "kubernetes");
  if (!existsSync(module)) {
    const own = readFileSync(moduleAt(build, `k8s.io/kubernetes@v${kubernetesVersion}`).GoMod, "utf8");
    mkdirSync(module);
    const staged = [...own.matchAll(/^\s+(k8s\.io\/[a-z0-9-]+) v0\.0\.0$/gm)].map(([, part]) => part);
    const version = `v0.${kubernetesVersion.replace(/^1\./, "")}`;
    const goLine = /^go .*$/m.exec(own)?.[0] ?? "go 1.25";
    const replaced = staged.map((part) => `\t${part} => ${part} ${version}\n`).join("");
    const required = `require k8s.io/kubernetes v${kubernetesVersion}\nreplace (\n${replaced})\n`;
    writeFileSync(join(module, "go.mod"), `module controlplane\n\n${goLine}\n${required}`);
    const imports = kubernetesPrograms.map((program) => `\t_ "k8s.io/kubernetes/cmd/${program}"\n`).join("");
    writeFileSync(join(module, "tools.go"), `//go:build tools\n\npackage tools\n\nimport (\n${imports})\n`);
    run(go, ["mod", "tidy"], module, { GOFLAGS: "-mod=mod" });
  }
  const flags = `-s -w -X k8s.io/component-base/version.gitVersion=v${kubernetesVersion}`;
  run(go, ["build", "-ldflags", flags, "-o", join(folder, name), `k8s.io/kubernetes/cmd/${name}`], module);
};

const installed =
  (source: string): Maker =>
  ({ go, folder, work }) => {
    run(go, ["install", "-ldflags=-s -w", source], work, { GOBIN: folder });
  };

/** A program around the client that KEDA generated of its own contract. */
const kedaClient: Maker = ({ go, folder, work }, name) => {
  const module = join(work, name);
  mkdirSync(module);
  copyFileSync(new URL("testdata/keda-client.go", import.meta.url).pathname, join(module, "main.go"));
  const required = `github.com/kedacore/keda/v2 v${kedaVersion}`;
  writeFileSync(join(module, "go.mod"), `module kedaclient\n\ngo 1.25\n\nrequire ${required}\n`);
  run(go, ["build", "-o", join(folder, name), "."], module, { GOFLAGS: "-mod=mod -p=2 -trimpath" });
};

const kedaSource = (build: Build): string => moduleAt(build, `github.com/kedacore/keda/v2@v${kedaVersion}`).Dir;

/** A program of KEDA, built in its own module: the versions that it pins count. */
const kedaProgram =
  (command: string): Maker =>
  (build, name) => {
    const { go, folder, work } = build;
    const module = join(work, "keda");
    if (!existsSync(module)) {
      cpSync(kedaSource(build), module, { recursive: true });
      run("chmod", ["-R", "u+w", module], work);
    }
    const flags = { GOFLAGS: "-mod=mod -p=2 -trimpath" };
    run(go, ["build", "-ldflags=-s -w", "-o", join(folder, name), `./cmd/${command}`], module, flags);
  };

const yamlIn = (folders: readonly string[]): string =>
  folders
    .flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => name.endsWith(".yaml") && name !== "kustomization.yaml")
        .map((name) => readFileSync(join(folder, name), "utf8")),
    )
    .join("\n---\n");

const kwokStages: Maker = (build, name) => {
  const { Dir } = moduleAt(build, `sigs.k8s.io/kwok@v${kwokVersion}`);
  const stages = ["node/fast", "node/heartbeat-with-lease", "pod/fast"];
  writeFileSync(join(build.folder, name), yamlIn(stages.map((stage) => join(Dir, "kustomize/stage", stage))));
};

const kedaDefinitions: Maker = (build, name) =>
  writeFileSync(join(build.folder, name), yamlIn([join(kedaSource(build), "config/crd/bases")]));

const openApi =
  (version: string): Maker =>
  (build, name) => {
    const { Dir } = moduleAt(build, `k8s.io/kubernetes@v${version}`);
    writeFileSync(join(build.folder, name), readFileSync(join(Dir, "api/openapi-spec/swagger.json")));
  };

const etcd: Maker = ({ folder, work }, name) => {
  const present = onPath("etcd");
  if (present !== null) {
    copyFileSync(present, join(folder, name));
    return;
  }
  run("apt-get", ["download", "-q", "etcd-server"], work);
  const archive = readdirSync(work).find((file) => /^etcd-server_.*\.deb$/.test(file)) ?? "";
  run("dpkg-deb", ["-x", archive, "unpacked"], work);
  copyFileSync(join(work, "unpacked/usr/bin/etcd"), join(folder, name));
};

const kubernetesPrograms = ["kube-apiserver", "kube-controller-manager", "kube-scheduler", "kubectl"] as const;

/** File of the definitions of a release. */
export const openApiFile = (version: string): string => `openapi-${version}.json`;

/** Programs and files by how each is made. */
const parts: Readonly<Record<string, Maker>> = {
  etcd,
  ...Object.fromEntries(kubernetesPrograms.map((name) => [name, kubernetesProgram])),
  kwok: installed(`sigs.k8s.io/kwok/cmd/kwok@v${kwokVersion}`),
  helm: installed(`helm.sh/helm/v4/cmd/helm@v${helmVersion}`),
  "kwok-stages.yaml": kwokStages,
  "keda-client": kedaClient,
  "keda-definitions.yaml": kedaDefinitions,
  ...Object.fromEntries(otherReleases.map((version) => [openApiFile(version), openApi(version)])),
};

/** Half an hour of two cores more: npm run test:kubernetes -- --keda-operator. */
const kedaParts: Readonly<Record<string, Maker>> = {
  "keda-operator": kedaProgram("operator"),
  "keda-adapter": kedaProgram("adapter"),
};

const missing = (wanted: Readonly<Record<string, Maker>>): readonly string[] =>
  Object.keys(wanted).filter((name) => !existsSync(join(controlPlaneFolder(), name)));

/** Parts of the control plane that are not there. */
export const missingParts = (): readonly string[] => missing(parts);

/** Parts of KEDA that are not there. */
export const missingKedaParts = (): readonly string[] => missing({ ...parts, ...kedaParts });

/**
 * Builds what is missing by Go and takes etcd from the system. The first time takes a quarter of an hour on two free
 * cores, and 2 GB below the Go cache.
 * @returns why it cannot be built; null when all is there
 */
const buildParts = (wanted: Readonly<Record<string, Maker>>, print: (line: string) => void): string | null => {
  const lacking = missing(wanted);
  if (lacking.length === 0) return null;
  const [folder, go] = [controlPlaneFolder(), onPath("go")];
  if (go === null) return `${folder} lacks ${lacking.join(", ")}, and Go to build them was not found`;
  mkdirSync(folder, { recursive: true });
  const work = mkdtempSync(join(tmpdir(), "loadline-control-plane-"));
  try {
    for (const name of lacking) {
      print(`building ${name}`);
      wanted[name]?.({ go, folder, work }, name);
    }
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
};

/** Builds the control plane where that was not forbidden; where it is missing, its tests are skipped. */
export const setup = (): void => {
  const wanted = process.env["LOADLINE_KEDA_OPERATOR"] === "yes" ? { ...parts, ...kedaParts } : parts;
  const print = (line: string): void => void process.stderr.write(`${line}\n`);
  const forbidden = process.env["LOADLINE_KUBERNETES_BUILD"] === "no" && missing(wanted).length > 0;
  const reason = forbidden ? `${controlPlaneFolder()} lacks ${missing(wanted).join(", ")}` : buildParts(wanted, print);
  if (reason !== null) print(`not run: no Kubernetes control plane. ${reason}`);
};
