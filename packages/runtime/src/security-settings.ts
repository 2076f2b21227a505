import { z } from "zod";

const path = z.string().min(1).nullable().default(null);

/** Settings of agent and recommender for a broker with TLS, nkeys or JWTs. The files are read again at each connection. */
export const brokerSecuritySettings = {
  natsCaFile: path.describe("PEM file of the CA that signed the broker's certificate; without it the system's CAs."),
  natsCertificateFile: path.describe("PEM file of the client certificate, for a broker that verifies clients."),
  natsKeyFile: path.describe("PEM file of the client certificate's private key."),
  natsCredentialsFile: path.describe("Credentials file with a user JWT and its seed, as nsc writes it."),
  natsNkeyFile: path.describe("File with the seed of an nkey user."),
  natsTokenFile: path.describe("File with a token, such as a pod's service-account token."),
};

/** Files that secure a connection to the broker; null: not used. */
export type BrokerSecurity = Readonly<Record<keyof typeof brokerSecuritySettings, string | null>>;

/** Settings of agent and recommender for the ports that they serve. The files are read again at each connection. */
export const serverSecuritySettings = {
  tlsCertificateFile: path.describe("PEM file of the certificate chain that is served with; without it in plaintext."),
  tlsKeyFile: path.describe("PEM file of that certificate's private key."),
};

/** Files that secure the served ports; null: not used. */
export type ServerSecurity = Readonly<Record<keyof typeof serverSecuritySettings, string | null>>;
