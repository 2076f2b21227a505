import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Certificates for localhost in a folder of their own, as NAME.pem with NAME.key. */
export interface TestCertificates {
  readonly file: (name: string) => string;
  readonly remove: () => void;
}

/** Makes certification authorities and the certificates that they sign, with openssl. @param signed names by the authority that signs them. @param hosts names of the host beside localhost */
export const testCertificates = (
  signed: Readonly<Record<string, readonly string[]>>,
  hosts: readonly string[] = [],
): TestCertificates => {
  const alternatives = ["DNS:localhost", "IP:127.0.0.1", ...hosts.map((host) => `DNS:${host}`)].join();
  const folder = mkdtempSync(join(tmpdir(), "loadline-certificates-"));
  const openssl = (...argv: readonly string[]): void => {
    execFileSync("openssl", argv, { stdio: "ignore", cwd: folder });
  };
  const newKey = ["-newkey", "ed25519", "-nodes"];
  for (const [ca, names] of Object.entries(signed)) {
    openssl("req", "-x509", ...newKey, "-days", "2", "-subj", `/CN=${ca}`, "-keyout", `${ca}.key`, "-out", `${ca}.pem`);
    for (const name of names) {
      const subject = ["-subj", `/CN=${name}`, "-addext", `subjectAltName=${alternatives}`];
      openssl("req", ...newKey, "-keyout", `${name}.key`, "-out", `${name}.csr`, ...subject);
      openssl(
        ...["x509", "-req", "-in", `${name}.csr`, "-CA", `${ca}.pem`, "-CAkey", `${ca}.key`, "-CAcreateserial"],
        ...["-days", "2", "-copy_extensions", "copyall", "-out", `${name}.pem`],
      );
    }
  }
  return { file: (name) => join(folder, name), remove: () => rmSync(folder, { recursive: true, force: true }) };
};
