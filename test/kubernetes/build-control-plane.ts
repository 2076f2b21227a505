import { spawnSync } from "node:child_process";
import {
  accessSync,
  constants,
  copyFileSync,
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

export const kubernetesVersion = "1.35.4";
const kwokVersion = "0.8.0";
const helmVersion = "4.3.1";
const kedaVersion = "2.20.2";

const kubernetesPrograms = ["kube-apiserver", "kube-controller-manager", "kube-scheduler", "kubectl"] as const;
const programs = [...kubernetesPrograms, "kwok", "helm", "etcd", "keda-client"] as const;

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

/** Programs and files that are not there. */
export const missingParts = (folder = controlPlaneFolder()): readonly string[] => [
  ...programs.filter((name) => !isProgram(join(folder, name))),
  ...(existsSync(join(folder, "kwok-stages.yaml")) ? [] : ["kwok-stages.yaml"]),
];

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

/** A module that requires Kubernetes; its parts live in folders of its repository and need a version each. */
const kubernetesModule = (go: string, work: string): void => {
  writeFileSync(join(work, "go.mod"), "module controlplane\n");
  const module = JSON.parse(run(go, ["mod", "download", "-json", `k8s.io/kubernetes@v${kubernetesVersion}`], work)) as {
    readonly GoMod: string;
  };
  const own = readFileSync(module.GoMod, "utf8");
  const staged = [...own.matchAll(/^\s+(k8s\.io\/[a-z0-9-]+) v0\.0\.0$/gm)].map(([, name]) => name);
  const version = `v0.${kubernetesVersion.replace(/^1\./, "")}`;
  const goLine = /^go .*$/m.exec(own)?.[0] ?? "go 1.25";
  writeFileSync(
    join(work, "go.mod"),
    `module controlplane\n\n${goLine}\nrequire k8s.io/kubernetes v${kubernetesVersion}\nreplace (\n${staged.map((name) => `\t${name} => ${name} ${version}\n`).join("")})\n`,
  );
  const imports = kubernetesPrograms.map((name) => `\t_ "k8s.io/kubernetes/cmd/${name}"\n`).join("");
  writeFileSync(join(work, "tools.go"), `//go:build tools\n\npackage tools\n\nimport (\n${imports})\n`);
  run(go, ["mod", "tidy"], work, { GOFLAGS: "-mod=mod" });
};

/** A program around the client that KEDA generated of its own contract. */
const kedaClientInto = (folder: string, go: string, work: string): void => {
  const module = join(work, "keda-client");
  mkdirSync(module);
  copyFileSync(new URL("testdata/keda-client.go", import.meta.url).pathname, join(module, "main.go"));
  const required = `github.com/kedacore/keda/v2 v${kedaVersion}`;
  writeFileSync(join(module, "go.mod"), `module kedaclient\n\ngo 1.25\n\nrequire ${required}\n`);
  run(go, ["build", "-o", join(folder, "keda-client"), "."], module, { GOFLAGS: "-mod=mod -p=2 -trimpath" });
};

const stagesOf = (go: string, work: string): string => {
  const { Dir } = JSON.parse(run(go, ["mod", "download", "-json", `sigs.k8s.io/kwok@v${kwokVersion}`], work)) as {
    readonly Dir: string;
  };
  return ["node/fast", "node/heartbeat-with-lease", "pod/fast"]
    .map((name) => join(Dir, "kustomize/stage", name))
    .flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => name.endsWith(".yaml") && name !== "kustomization.yaml")
        .map((name) => readFileSync(join(folder, name), "utf8")),
    )
    .join("\n---\n");
};

const etcdInto = (folder: string, work: string): void => {
  const present = onPath("etcd");
  if (present !== null) {
    copyFileSync(present, join(folder, "etcd"));
    return;
  }
  run("apt-get", ["download", "-q", "etcd-server"], work);
  const archive = readdirSync(work).find((name) => /^etcd-server_.*\.deb$/.test(name)) ?? "";
  run("dpkg-deb", ["-x", archive, "unpacked"], work);
  copyFileSync(join(work, "unpacked/usr/bin/etcd"), join(folder, "etcd"));
};

/**
 * Builds what is missing by Go and takes etcd from the system. The first time takes a quarter of an hour on two free
 * cores, and 2 GB below the Go cache.
 * @returns why it cannot be built; null when all is there
 */
export const buildControlPlane = (print: (line: string) => void, folder = controlPlaneFolder()): string | null => {
  if (missingParts(folder).length === 0) return null;
  const go = onPath("go");
  if (go === null) return `${folder} lacks ${missingParts(folder).join(", ")}, and Go to build them was not found`;
  mkdirSync(folder, { recursive: true });
  const work = mkdtempSync(join(tmpdir(), "loadline-control-plane-"));
  try {
    if (!isProgram(join(folder, "etcd"))) etcdInto(folder, work);
    const lacking = kubernetesPrograms.filter((name) => !isProgram(join(folder, name)));
    if (lacking.length > 0) kubernetesModule(go, work);
    for (const name of lacking) {
      print(`building ${name} ${kubernetesVersion}`);
      const flags = `-s -w -X k8s.io/component-base/version.gitVersion=v${kubernetesVersion}`;
      run(go, ["build", "-ldflags", flags, "-o", join(folder, name), `k8s.io/kubernetes/cmd/${name}`], work);
    }
    for (const [name, source] of [
      ["kwok", `sigs.k8s.io/kwok/cmd/kwok@v${kwokVersion}`],
      ["helm", `helm.sh/helm/v4/cmd/helm@v${helmVersion}`],
    ] as const) {
      if (isProgram(join(folder, name))) continue;
      print(`building ${name}`);
      run(go, ["install", "-ldflags=-s -w", source], work, { GOBIN: folder });
    }
    if (!isProgram(join(folder, "keda-client"))) {
      print(`building a client of KEDA ${kedaVersion}`);
      kedaClientInto(folder, go, work);
    }
    if (!existsSync(join(folder, "kwok-stages.yaml"))) {
      writeFileSync(join(folder, "kwok-stages.yaml"), stagesOf(go, work));
    }
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
};
