import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { bundlePath, type ImageApp, imageUser, stageApp, stageBase } from "./image-parts.ts";
import { run } from "./run.ts";

/**
 * Images as OCI layouts, assembled from files without a builder or a base image.
 * @source https://github.com/opencontainers/image-spec (v1.1): image-layout.md, manifest.md, config.md
 */
const mediaType = {
  index: "application/vnd.oci.image.index.v1+json",
  manifest: "application/vnd.oci.image.manifest.v1+json",
  config: "application/vnd.oci.image.config.v1+json",
  layer: "application/vnd.oci.image.layer.v1.tar+gzip",
} as const;

interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
}

export interface Layer {
  readonly compressed: Buffer;
  /** Digest of the layer before compression. */
  readonly diffId: string;
}

const digestOf = (bytes: Buffer | string): string => `sha256:${createHash("sha256").update(bytes).digest("hex")}`;

/** A folder as a layer: files in one order, owned by root, with one time, so that the same files give the same bytes. */
const layerOf = (stage: (root: string) => void, level: number): Layer => {
  const root = mkdtempSync(join(tmpdir(), "loadline-layer-"));
  try {
    const files = join(root, "files");
    mkdirSync(files);
    stage(files);
    run("chmod", ["-R", "u=rwX,go=rX", files], { cwd: root });
    const order = ["--sort=name", "--mtime=@0", "--owner=0", "--group=0", "--numeric-owner", "--format=ustar"];
    run("tar", [...order, "-cf", join(root, "layer.tar"), "-C", files, "."], { cwd: root });
    const tar = readFileSync(join(root, "layer.tar"));
    return { compressed: gzipSync(tar, { level }), diffId: digestOf(tar) };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
};

/** `level` of compression: 1 is fast, 9 is small. */
export const baseLayer = (node: string, level = 9): Layer => layerOf((root) => stageBase(root, node), level);

const configOf = (app: ImageApp, version: string, layers: readonly Layer[]): string =>
  JSON.stringify({
    architecture: "amd64",
    os: "linux",
    config: {
      User: `${imageUser}:${imageUser}`,
      Env: ["PATH=/usr/local/bin:/usr/bin:/bin", ...app.environment],
      Entrypoint: ["/usr/local/bin/node", ...app.flags, `/${bundlePath(app)}`],
      ExposedPorts: Object.fromEntries(app.ports.map((port) => [`${port}/tcp`, {}])),
      WorkingDir: "/",
      Labels: {
        "org.opencontainers.image.title": app.name,
        "org.opencontainers.image.version": version,
        "org.opencontainers.image.licenses": "Apache-2.0",
      },
    },
    rootfs: { type: "layers", diff_ids: layers.map(({ diffId }) => diffId) },
  });

/** Writes `folder` as an OCI layout with one image, tagged with its version. @returns the digest of the image */
export const writeImage = (folder: string, app: ImageApp, version: string, base: Layer): string => {
  const blobs = join(folder, "blobs/sha256");
  mkdirSync(blobs, { recursive: true });
  const blob = (type: string, bytes: Buffer | string): Descriptor => {
    const digest = digestOf(bytes);
    writeFileSync(join(blobs, digest.slice("sha256:".length)), bytes);
    return { mediaType: type, digest, size: Buffer.byteLength(bytes) };
  };
  const layers = [base, layerOf((root) => stageApp(root, app), 9)];
  const manifest = blob(
    mediaType.manifest,
    JSON.stringify({
      schemaVersion: 2,
      mediaType: mediaType.manifest,
      config: blob(mediaType.config, configOf(app, version, layers)),
      layers: layers.map(({ compressed }) => blob(mediaType.layer, compressed)),
    }),
  );
  const named = { ...manifest, annotations: { "org.opencontainers.image.ref.name": version } };
  writeFileSync(
    join(folder, "index.json"),
    JSON.stringify({ schemaVersion: 2, mediaType: mediaType.index, manifests: [named] }),
  );
  writeFileSync(join(folder, "oci-layout"), JSON.stringify({ imageLayoutVersion: "1.0.0" }));
  return manifest.digest;
};

/** Unpacks the image of an OCI layout; every blob is compared with its digest, as a runtime does. */
export const unpackImage = (layout: string, root: string) => {
  const read = (digest: string): Buffer => {
    const bytes = readFileSync(join(layout, "blobs", digest.replace(":", "/")));
    if (digestOf(bytes) !== digest) throw new Error(`blob ${digest} of ${layout} has other bytes`);
    return bytes;
  };
  const index = JSON.parse(readFileSync(join(layout, "index.json"), "utf8")) as { manifests: readonly Descriptor[] };
  const manifest = JSON.parse(read(index.manifests[0]?.digest ?? "").toString()) as {
    readonly config: Descriptor;
    readonly layers: readonly Descriptor[];
  };
  const { config, rootfs } = JSON.parse(read(manifest.config.digest).toString()) as {
    readonly config: { readonly Entrypoint: readonly string[]; readonly Env: readonly string[]; readonly User: string };
    readonly rootfs: { readonly diff_ids: readonly string[] };
  };
  mkdirSync(root, { recursive: true });
  for (const [place, layer] of manifest.layers.entries()) {
    const tar = gunzipSync(read(layer.digest));
    if (digestOf(tar) !== rootfs.diff_ids[place]) throw new Error(`layer ${place} of ${layout} has another diff id`);
    const file = join(root, ".layer.tar");
    writeFileSync(file, tar);
    run("tar", ["-xpf", file, "-C", root, "--exclude=.layer.tar"], { cwd: root });
    rmSync(file);
  }
  return { root, entrypoint: config.Entrypoint, environment: config.Env, user: config.User };
};
