import { z } from "zod";

const path = z.string().min(1).nullable().default(null);

/** Settings of agent and recommender for the ports that they serve. The files are read at the start. */
export const serverSecuritySettings = {
  tlsCertificateFile: path.describe("PEM file of the certificate chain that is served with; without it in plaintext."),
  tlsKeyFile: path.describe("PEM file of that certificate's private key."),
};

/** Files that secure the served ports; null: not used. */
export type ServerSecurity = Readonly<Record<keyof typeof serverSecuritySettings, string | null>>;
