import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseAllDocuments } from "yaml";
import type { unpackImage } from "./oci-image.ts";

interface PodManifest {
  readonly metadata: { readonly name: string };
  readonly spec?: { readonly template?: { readonly spec: PodSpec } };
}
interface PodSpec {
  readonly securityContext: { readonly runAsNonRoot: boolean; readonly runAsUser: number; readonly runAsGroup: number };
  readonly containers: readonly {
    readonly args: readonly string[];
    readonly resources: { readonly limits: { readonly memory?: string; readonly cpu?: string } };
    readonly securityContext: {
      readonly allowPrivilegeEscalation: boolean;
      readonly readOnlyRootFilesystem: boolean;
      readonly capabilities: { readonly drop: readonly string[] };
    };
    readonly volumeMounts: readonly { readonly mountPath: string; readonly readOnly?: boolean }[];
  }[];
}

const mebibytes = (quantity: string | undefined): number | null => {
  const [, count] = /^(\d+)Mi$/.exec(quantity ?? "") ?? [];
  return count === undefined ? null : Number(count) * 2 ** 20;
};

const processors = (quantity: string | undefined): number | null => {
  const [, count, milli] = /^(\d+)(m?)$/.exec(quantity ?? "") ?? [];
  return count === undefined ? null : Number(count) / (milli === "" ? 1 : 1000);
};

/**
 * What a pod's manifest asks of the container runtime, as far as a process can be started under it here.
 * @throws Error where the manifest is laxer than what the container is started under
 */
export const restrictionsOf = (manifestFile: string, name: string) => {
  const documents = parseAllDocuments(readFileSync(manifestFile, "utf8")).map((one) => one.toJS() as PodManifest);
  const named = documents.filter(({ metadata }) => metadata.name === name);
  const [pod] = named.flatMap(({ spec }) => spec?.template?.spec ?? []);
  const container = pod?.containers[0];
  if (pod === undefined || container === undefined) throw new Error(`${manifestFile} has no pods ${name}`);
  const { securityContext } = pod;
  const { allowPrivilegeEscalation, readOnlyRootFilesystem, capabilities } = container.securityContext;
  const strict = securityContext.runAsNonRoot && !allowPrivilegeEscalation && readOnlyRootFilesystem;
  if (!strict || !capabilities.drop.includes("ALL")) throw new Error(`${manifestFile} is not restricted`);
  return {
    user: securityContext.runAsUser,
    group: securityContext.runAsGroup,
    memoryBytes: mebibytes(container.resources.limits.memory),
    cpus: processors(container.resources.limits.cpu),
    args: container.args,
    writable: container.volumeMounts.filter(({ readOnly }) => readOnly !== true).map(({ mountPath }) => mountPath),
  };
};

/** Whether a process can be confined here: root, a mount namespace, capsh of libcap. */
export const canConfine = (): boolean =>
  process.getuid?.() === 0 &&
  spawnSync("unshare", ["--mount", "true"]).status === 0 &&
  spawnSync("capsh", ["--print"]).status === 0;

const unified = existsSync("/sys/fs/cgroup/cgroup.controllers");

const periodMicroseconds = 100_000;

/** A cgroup with this limit; null where none is asked for, or can be made. The two versions of cgroups differ. */
const limitedGroup = (kind: "memory" | "cpu", name: string, limit: number | null): string | null => {
  const folder = join("/sys/fs/cgroup", unified ? "" : kind, name);
  if (limit === null) return null;
  const quota = Math.round(limit * periodMicroseconds);
  const files = {
    memory: { file: unified ? "memory.max" : "memory.limit_in_bytes", text: String(limit) },
    cpu: unified
      ? { file: "cpu.max", text: `${quota} ${periodMicroseconds}` }
      : { file: "cpu.cfs_quota_us", text: String(quota) },
  };
  const { file, text } = files[kind];
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, file), text);
    return folder;
  } catch {
    return null;
  }
};

interface StartOptions {
  readonly image: ReturnType<typeof unpackImage>;
  readonly restrictions: ReturnType<typeof restrictionsOf>;
  /** Files that volumes bring, by their path in the container. */
  readonly files: Readonly<Record<string, string>>;
  readonly environment: Readonly<Record<string, string>>;
}

/** The script keeps its process: what it ends with takes its place. */
const script = `
for group in $CGROUPS; do echo $$ > "$group/cgroup.procs"; done
mount --bind "$ROOT" "$ROOT" && mount -t proc proc "$ROOT/proc" && mount --rbind /dev "$ROOT/dev"
for path in $WRITABLE; do mount --bind "$ROOT$path" "$ROOT$path"; done
mount -o remount,bind,ro "$ROOT" || exit 1
exec env -i $VARIABLES "$(command -v capsh)" --chroot="$ROOT" --drop=all --no-new-privs --gid="$GROUP_ID" --groups="$GROUP_ID" --uid="$USER_ID" --shell="$PROGRAM" -- "$@"
`;

/**
 * Starts the entry point of an image as its manifest asks: user, no capability, read-only root, limits of memory and
 * processors. A group is null where no limit could be set here, or none is asked for.
 */
export const startContainer = ({ image, restrictions, files, environment }: StartOptions) => {
  const { root, entrypoint } = image;
  const [program = "", ...rest] = entrypoint;
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text, { mode: 0o444 });
  }
  for (const path of restrictions.writable) {
    mkdirSync(join(root, path), { recursive: true });
    spawnSync("chown", [`${restrictions.user}:${restrictions.group}`, join(root, path)]);
  }
  const name = `loadline-${process.pid}-${Date.now()}`;
  const memoryGroup = limitedGroup("memory", name, restrictions.memoryBytes);
  const cpuGroup = limitedGroup("cpu", name, restrictions.cpus);
  const variables = [...image.environment, ...Object.entries(environment).map(([key, value]) => `${key}=${value}`)];
  const child = spawn(
    "unshare",
    ["--mount", "--propagation", "private", "sh", "-c", script, "sh", ...rest, ...restrictions.args],
    {
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        PATH: process.env["PATH"],
        ROOT: root,
        CGROUPS: [...new Set([memoryGroup, cpuGroup])].filter((group) => group !== null).join(" "),
        WRITABLE: restrictions.writable.join(" "),
        VARIABLES: variables.join(" "),
        USER_ID: String(restrictions.user),
        GROUP_ID: String(restrictions.group),
        PROGRAM: program,
      },
    },
  );
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      text += chunk.toString();
    });
  }
  return { child, log: () => text, memoryGroup, cpuGroup };
};
