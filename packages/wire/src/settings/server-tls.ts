import { X509Certificate } from "node:crypto";
import type { Server } from "node:https";
import { createSecureContext } from "node:tls";
import { isDeepStrictEqual } from "node:util";
import { LoadlineError, reasonOf } from "@loadline/core";
import type { BrokerSecurity, ServerSecurity } from "../security-settings.ts";
import { readText } from "./redacted-output.ts";

interface Pair {
  /** Certificate chain and its key in PEM. */
  readonly cert: string;
  readonly key: string;
  /** CA in PEM that clients have to show a certificate of; null: any client. */
  readonly clientCa: string | null;
}

/** What a server serves with now. The same object as long as the files are the same. */
export type ServerTls = () => Pair;

const pairIn = (cert: string, key: string, clientCa: string | null): Pair => ({
  cert: readText(cert),
  key: readText(key),
  clientCa: clientCa === null ? null : readText(clientCa),
});

/** @throws what is wrong with the pair */
const check = ({ cert, key, clientCa }: Pair): void =>
  void createSecureContext({ cert, key, ca: clientCa ?? undefined });

/**
 * What a server serves with; null: in plaintext. The files are read again whenever it is asked; while they are no pair, as
 * between the writing of two files, the last pair is served.
 * @throws LL_CONFIG_INVALID for one file without the other or two that are no pair, LL_FILE_UNREADABLE
 */
export const serverTls = (
  { tlsCertificateFile, tlsKeyFile }: ServerSecurity,
  clientCaFile: string | null = null,
): ServerTls | null => {
  if (tlsCertificateFile === null && tlsKeyFile === null) return null;
  if (tlsCertificateFile === null || tlsKeyFile === null) {
    const key = tlsKeyFile === null ? "tlsKeyFile" : "tlsCertificateFile";
    throw new LoadlineError("LL_CONFIG_INVALID", { key, value: null, expected: "a file: TLS takes both of them" });
  }
  const read = (): Pair => pairIn(tlsCertificateFile, tlsKeyFile, clientCaFile);
  let last = read();
  try {
    check(last);
  } catch (cause) {
    const expected = `the PEM file of a certificate whose key is in tlsKeyFile (${reasonOf(cause)})`;
    throw new LoadlineError(
      "LL_CONFIG_INVALID",
      { key: "tlsCertificateFile", value: tlsCertificateFile, expected },
      { cause },
    );
  }
  return () => {
    try {
      const now = read();
      if (!isDeepStrictEqual(now, last)) {
        check(now);
        last = now;
      }
    } catch {
      // Being replaced: read again at the next connection.
    }
    return last;
  };
};

/** Shows each connection the certificate of its time. */
export const serveRenewed = (server: Server, tls: ServerTls): Server => {
  let shown: Pair | null = null;
  return server.prependListener("connection", () => {
    const now = tls();
    if (now !== shown) server.setSecureContext({ cert: now.cert, key: now.key });
    shown = now;
  });
};

/** Time in which a certificate is valid, in seconds since 1970. */
export interface CertificateSpan {
  readonly setting: string;
  readonly notBefore: number;
  readonly notAfter: number;
}

const spansIn = (pem: string): readonly Omit<CertificateSpan, "setting">[] =>
  (pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [])
    .map((one) => new X509Certificate(one))
    .map(({ validFrom, validTo }) => ({
      notBefore: Date.parse(validFrom) / 1000,
      notAfter: Date.parse(validTo) / 1000,
    }))
    .sort((one, other) => one.notAfter - other.notAfter);

/**
 * Of each setting with certificates the one that decides: the first to end of a chain, the last of several CAs, as a former
 * one stays beside a new one. What cannot be read has none.
 */
export const certificateSpans = (
  { natsCaFile, natsCertificateFile }: Pick<BrokerSecurity, "natsCaFile" | "natsCertificateFile">,
  tls: ServerTls | null,
): readonly CertificateSpan[] => {
  const served = tls?.();
  const texts: Readonly<Record<string, () => string | null | undefined>> = {
    tlsCertificateFile: () => served?.cert,
    kedaClientCaFile: () => served?.clientCa,
    natsCertificateFile: () => natsCertificateFile && readText(natsCertificateFile),
    natsCaFile: () => natsCaFile && readText(natsCaFile),
  };
  return Object.entries(texts).flatMap(([setting, text]) => {
    try {
      const span = spansIn(text() ?? "").at(setting.endsWith("CaFile") ? -1 : 0);
      return span === undefined ? [] : [{ setting, ...span }];
    } catch {
      return [];
    }
  });
};
