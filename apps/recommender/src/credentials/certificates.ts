import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  sign,
  X509Certificate,
} from "node:crypto";

/** A certificate and its private key, as PEM. */
export interface Issued {
  readonly certificate: string;
  readonly key: string;
}

/** What a certificate proves: the name of a host to its clients, or that a client is the one that it names. */
export interface Holder {
  readonly name: string;
  readonly use: "server" | "client";
}

const day = 86_400;
const authorityDays = 3_650;
const certificateDays = 730;
/** Renewed by the upgrade that finds less than this left. */
const renewalDays = 365;
const authorityName = "loadline-ca";

// DER, of which a certificate needs little (X.690; RFC 5280, section 4.1).
const der = (tag: number, ...parts: readonly Uint8Array[]): Buffer => {
  const content = Buffer.concat(parts);
  const size = content.length;
  const head = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 0xff];
  return Buffer.concat([Buffer.from([tag, ...head]), content]);
};
const sequence = (...parts: readonly Uint8Array[]): Buffer => der(0x30, ...parts);
const bits = (content: Uint8Array, unused = 0): Buffer => der(0x03, Buffer.from([unused]), content);
const octets = (...parts: readonly Uint8Array[]): Buffer => der(0x04, ...parts);
const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, "hex"));

const ecdsaWithSha256 = sequence(oid("2a8648ce3d040302"));
const extensions = {
  subjectKey: "551d0e",
  keyUsage: "551d0f",
  names: "551d11",
  basic: "551d13",
  authorityKey: "551d23",
};
const extendedUsage = "551d25";
const uses = { server: "2b06010505070301", client: "2b06010505070302" } as const;

const nameOf = (common: string): Buffer => sequence(der(0x31, sequence(oid("550403"), der(0x0c, Buffer.from(common)))));

// UTCTime ends with the year 2049 (RFC 5280, section 4.1.2.5).
const timeOf = (seconds: number): Buffer => {
  const text = new Date(seconds * 1000).toISOString().replace(/[-:T]|\.\d+/g, "");
  return text < "2050" ? der(0x17, Buffer.from(text.slice(2))) : der(0x18, Buffer.from(text));
};

const extension = (id: string, value: Buffer, critical = false): Buffer =>
  sequence(oid(id), ...(critical ? [der(0x01, Buffer.from([0xff]))] : []), octets(value));

/** What identifies a public key in the certificates below it: any digest of it will do. */
const keyIdOf = (publicKey: Uint8Array): Buffer => createHash("sha256").update(publicKey).digest().subarray(0, 20);

const pem = (label: string, content: Buffer): string =>
  `-----BEGIN ${label}-----\n${(content.toString("base64").match(/.{1,64}/g) ?? []).join("\n")}\n-----END ${label}-----\n`;

interface Subject {
  readonly name: string;
  readonly days: number;
  readonly publicKey: Buffer;
  readonly extensions: readonly Buffer[];
}

const signed = (subject: Subject, authorityKey: string, now: number): string => {
  const issuerKey = createPublicKey(authorityKey).export({ type: "spki", format: "der" });
  const serial = randomBytes(16);
  // Positive, and without a leading zero.
  serial[0] = 0x40 | ((serial[0] ?? 0) & 0x3f);
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, serial),
    ecdsaWithSha256,
    nameOf(authorityName),
    // Clocks of other nodes may be behind.
    sequence(timeOf(now - 3_600), timeOf(now + subject.days * day)),
    nameOf(subject.name),
    subject.publicKey,
    der(
      0xa3,
      sequence(
        extension(extensions.subjectKey, octets(keyIdOf(subject.publicKey))),
        extension(extensions.authorityKey, sequence(der(0x80, keyIdOf(issuerKey)))),
        ...subject.extensions,
      ),
    ),
  );
  return pem("CERTIFICATE", sequence(body, ecdsaWithSha256, bits(sign("sha256", body, authorityKey))));
};

const newKeys = () => {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  return {
    publicKey: publicKey.export({ type: "spki", format: "der" }),
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  };
};

/** An authority that signs certificates and no further authorities. @param now seconds since 1970 */
export const newAuthority = (now: number): Issued => {
  const { publicKey, key } = newKeys();
  const isAuthority = sequence(der(0x01, Buffer.from([0xff])), der(0x02, Buffer.from([0])));
  const own = [
    extension(extensions.basic, isAuthority, true),
    extension(extensions.keyUsage, bits(Buffer.from([0x04]), 2), true),
  ];
  const subject = { name: authorityName, days: authorityDays, publicKey, extensions: own };
  return { certificate: signed(subject, key, now), key };
};

/** A certificate for a host, under that name and `localhost` (a forwarded port), or for a client. @param now seconds since 1970 */
export const newCertificate = (authority: Issued, { name, use }: Holder, now: number): Issued => {
  const { publicKey, key } = newKeys();
  const names = use === "server" ? [name, "localhost"] : [name];
  const own = [
    extension(extensions.basic, sequence(), true),
    extension(extensions.keyUsage, bits(Buffer.from([0x80]), 7), true),
    extension(extendedUsage, sequence(oid(uses[use]))),
    extension(extensions.names, sequence(...names.map((host) => der(0x82, Buffer.from(host))))),
  ];
  // A common name has 64 characters at most, and is no longer read where there are alternative names.
  const subject = { name: name.slice(0, 64), days: certificateDays, publicKey, extensions: own };
  return { certificate: signed(subject, authority.key, now), key };
};

const lasts = (certificate: X509Certificate, days: number, now: number): boolean =>
  Date.parse(certificate.validTo) / 1000 - now > days * day;

/** Whether the authority outlives what it signs now. Never throws. */
export const isUsable = ({ certificate, key }: Issued, now: number): boolean => {
  try {
    const signer = new X509Certificate(certificate);
    return lasts(signer, certificateDays, now) && signer.checkPrivateKey(createPrivateKey(key));
  } catch {
    return false;
  }
};

/** Whether a certificate of the authority is for the holder and has long enough left. Never throws. */
export const isCurrent = (text: string, authority: Issued, { name }: Holder, now: number): boolean => {
  try {
    const certificate = new X509Certificate(text);
    const { publicKey } = new X509Certificate(authority.certificate);
    return (
      lasts(certificate, renewalDays, now) && certificate.checkHost(name) !== undefined && certificate.verify(publicKey)
    );
  } catch {
    return false;
  }
};
