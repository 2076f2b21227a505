import { createSecureContext } from "node:tls";
import { LoadlineError, reasonOf } from "@loadline/core";
import type { ServerSecurity } from "../security-settings.ts";
import { readText } from "./redacted-output.ts";

/** Certificate chain and key in PEM. */
export interface ServerTls {
  readonly cert: string;
  readonly key: string;
}

/**
 * What a server serves with; null: in plaintext.
 * @throws LL_CONFIG_INVALID for one file without the other or two that are no pair, LL_FILE_UNREADABLE
 */
export const serverTls = ({ tlsCertificateFile, tlsKeyFile }: ServerSecurity): ServerTls | null => {
  if (tlsCertificateFile === null && tlsKeyFile === null) return null;
  if (tlsCertificateFile === null || tlsKeyFile === null) {
    const key = tlsKeyFile === null ? "tlsKeyFile" : "tlsCertificateFile";
    throw new LoadlineError("LL_CONFIG_INVALID", { key, value: null, expected: "a file: TLS takes both of them" });
  }
  const pair = { cert: readText(tlsCertificateFile), key: readText(tlsKeyFile) };
  try {
    createSecureContext(pair);
  } catch (cause) {
    const expected = `the PEM file of a certificate whose key is in tlsKeyFile (${reasonOf(cause)})`;
    throw new LoadlineError(
      "LL_CONFIG_INVALID",
      { key: "tlsCertificateFile", value: tlsCertificateFile, expected },
      { cause },
    );
  }
  return pair;
};
