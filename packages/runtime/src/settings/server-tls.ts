import { X509Certificate } from "node:crypto";
import type { Server } from "node:https";
import { createSecureContext } from "node:tls";
import { isDeepStrictEqual } from "node:util";
import { isLoadlineError, LoadlineError, reasonOf } from "@loadline/model";
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

/** @throws LL_FILE_UNREADABLE, and what is wrong with the pair */
const pairIn = (cert: string, key: string, clientCa: string | null, last?: Pair): Pair => {
  const pair = { cert: readText(cert), key: readText(key), clientCa: clientCa === null ? null : readText(clientCa) };
  if (last !== undefined && isDeepStrictEqual(pair, last)) return last;
  createSecureContext({ cert: pair.cert, key: pair.key, ca: pair.clientCa ?? undefined });
  return pair;
};

/**
 * What a server serves with; null: in plaintext. The files are read again whenever it is asked; while they are no pair, as
 * between the writing of two files, the last pair is served.
 * @throws LL_CONFIG_INVALID for one file without the other or two that are no pair, LL_FILE_UNREADABLE
 */
export const serverTls = ({
  tlsCertificateFile: cert,
  tlsKeyFile: key,
  kedaClientCaFile: clientCa = null,
}: ServerSecurity & { readonly kedaClientCaFile?: string | null }): ServerTls | null => {
  const invalid = (setting: string, value: string | null, expected: string, cause?: unknown): LoadlineError =>
    new LoadlineError("LL_CONFIG_INVALID", { key: setting, value, expected }, { cause });
  if (cert === null && key === null && clientCa === null) return null;
  if (cert === null) throw invalid("tlsCertificateFile", null, "a file: TLS takes a certificate and its key");
  if (key === null) throw invalid("tlsKeyFile", null, "a file: TLS takes a certificate and its key");
  const first = (): Pair => {
    try {
      return pairIn(cert, key, clientCa);
    } catch (cause) {
      if (isLoadlineError(cause)) throw cause;
      const expected = `the PEM file of a certificate whose key is in tlsKeyFile (${reasonOf(cause)})`;
      throw invalid("tlsCertificateFile", cert, expected, cause);
    }
  };
  let last = first();
  return () => {
    try {
      last = pairIn(cert, key, clientCa, last);
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
