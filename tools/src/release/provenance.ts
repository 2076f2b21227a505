import { createHash, createPrivateKey, sign } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { repositoryRoot } from "../repository.ts";
import { ReleaseFault, run } from "./run.ts";

const sha256 = (data: string | Uint8Array): string => createHash("sha256").update(data).digest("hex");

interface Artefact {
  readonly name: string;
  readonly digest: { readonly sha256: string };
}

const artefactsIn = (out: string): readonly Artefact[] =>
  readdirSync(out, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
    .map((path) => ({ name: relative(out, path), digest: { sha256: sha256(readFileSync(path)) } }));

const git = (...args: readonly string[]): string => run("git", args, { cwd: repositoryRoot }).trim();

/** Of which sources the artefacts were made, as in-toto writes it. @source https://slsa.dev/spec/v1.0/provenance */
const statementOf = (subject: readonly Artefact[]) => ({
  _type: "https://in-toto.io/Statement/v1",
  subject,
  predicateType: "https://slsa.dev/provenance/v1",
  predicate: {
    buildDefinition: {
      buildType: "npm run release -- --dry-run",
      externalParameters: {},
      resolvedDependencies: [
        { uri: "git+.", digest: { gitCommit: git("rev-parse", "HEAD") } },
        { uri: "pnpm-lock.yaml", digest: { sha256: sha256(readFileSync(join(repositoryRoot, "pnpm-lock.yaml"))) } },
      ],
    },
    runDetails: { builder: { id: `${process.platform}-${process.arch}, Node.js ${process.version}` } },
  },
});

type Signer = (text: string) => Uint8Array;

/** Signs by an Ed25519 key in PEM. @throws ReleaseFault for another key, and where no commit has what is built */
export const signerWith = (keyFile: string): Signer => {
  if (git("status", "--porcelain") !== "")
    throw new ReleaseFault("the working tree has changes that no commit has, and nothing is signed; commit them first");
  const key = createPrivateKey(readFileSync(keyFile));
  if (key.asymmetricKeyType === "ed25519") return (text) => sign(null, Buffer.from(text), key);
  const made = "make one: openssl genpkey -algorithm ed25519";
  throw new ReleaseFault(`--signing-key ${keyFile} is ${key.asymmetricKeyType}; ${made}`);
};

/**
 * Provenance of all files, SHA256SUMS of these and of it, and the signature of that.
 * @returns the number of files and the hash of SHA256SUMS
 */
export const writeProvenance = (
  out: string,
  signer: Signer | null,
): { readonly files: number; readonly hash: string } => {
  writeFileSync(join(out, "provenance.json"), `${JSON.stringify(statementOf(artefactsIn(out)), null, 2)}\n`);
  const lines = artefactsIn(out).map(({ name, digest }) => `${digest.sha256}  ${name}\n`);
  const text = lines.join("");
  writeFileSync(join(out, "SHA256SUMS"), text);
  if (signer !== null) writeFileSync(join(out, "SHA256SUMS.sig"), signer(text));
  return { files: lines.length, hash: sha256(text) };
};
