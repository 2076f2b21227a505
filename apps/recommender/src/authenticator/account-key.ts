import { createPrivateKey, generateKeyPairSync, type KeyObject, sign } from "node:crypto";

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

const base32 = (bytes: Uint8Array): string => {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return (bits.match(/.{1,5}/g) ?? []).map((part) => alphabet[Number.parseInt(part.padEnd(5, "0"), 2)]).join("");
};

const bytesOf = (text: string): Buffer => {
  const bits = [...text].map((character) => alphabet.indexOf(character).toString(2).padStart(5, "0")).join("");
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
};

/** CRC-16/XMODEM. */
const checksum = (bytes: Uint8Array): number => {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc & 0x8000) === 0 ? crc << 1 : (crc << 1) ^ 0x1021;
  }
  return crc & 0xffff;
};

/** A key as nkeys spells it: prefix, key and checksum. https://docs.nats.io/running-a-nats-service/configuration/securing_nats/auth_intro/nkey_auth */
const nkey = (prefix: readonly number[], raw: string): string => {
  const bytes = Buffer.from([...prefix, ...Buffer.from(raw, "base64url")]);
  const sum = checksum(bytes);
  return base32(Buffer.from([...bytes, sum & 0xff, sum >> 8]));
};

// "SA" and "A".
const [seedPrefix, publicPrefix] = [[0x90, 0x00], [0x00]];

// What stands before the 32 bytes of an Ed25519 key in PKCS #8. https://www.rfc-editor.org/rfc/rfc8410#section-7
const pkcs8Head = Buffer.from("302e020100300506032b657004220420", "hex");

const keyOfSeed = (seed: string): KeyObject => {
  const raw = bytesOf(seed).subarray(seedPrefix.length, -2);
  if (raw.length !== 32 || nkey(seedPrefix, raw.toString("base64url")) !== seed)
    throw new Error("it is neither PEM nor the seed of an account key");
  return createPrivateKey({ key: Buffer.concat([pkcs8Head, raw]), format: "der", type: "pkcs8" });
};

/** The account key that answers are signed with. */
export interface AccountKey {
  /** As nkeys spells it. */
  readonly publicKey: string;
  readonly seed: string;
  /** A signed JWT of NATS. */
  readonly jwt: (claims: object) => string;
}

const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString("base64url");

const head = encoded({ typ: "JWT", alg: "ed25519-nkey" });

const accountKeyOf = (key: KeyObject): AccountKey => {
  if (key.asymmetricKeyType !== "ed25519") throw new Error(`the key is ${key.asymmetricKeyType}, not ed25519`);
  const { d = "", x = "" } = key.export({ format: "jwk" });
  const publicKey = nkey(publicPrefix, x);
  return {
    publicKey,
    seed: nkey(seedPrefix, d),
    jwt: (claims) => {
      const text = `${head}.${encoded({ ...claims, iss: publicKey })}`;
      return `${text}.${sign(null, Buffer.from(text), key).toString("base64url")}`;
    },
  };
};

/** An account key from its seed, or from an Ed25519 private key in PEM, which a chart can make. @throws for anything else */
export const accountKey = (text: string): AccountKey =>
  accountKeyOf(text.includes("PRIVATE KEY") ? createPrivateKey(text) : keyOfSeed(text.trim()));

export const newAccountKey = (): AccountKey => accountKeyOf(generateKeyPairSync("ed25519").privateKey);
