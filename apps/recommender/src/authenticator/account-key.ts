import { createPrivateKey, sign } from "node:crypto";

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

const base32 = (bytes: Uint8Array): string => {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return (bits.match(/.{1,5}/g) ?? []).map((part) => alphabet[Number.parseInt(part.padEnd(5, "0"), 2)]).join("");
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

/** The public key of an account as nkeys spells it: prefix ("A"), key and checksum. https://docs.nats.io/running-a-nats-service/configuration/securing_nats/auth_intro/nkey_auth */
const nkey = (raw: string): string => {
  const bytes = Buffer.from([0x00, ...Buffer.from(raw, "base64url")]);
  const sum = checksum(bytes);
  return base32(Buffer.from([...bytes, sum & 0xff, sum >> 8]));
};

export interface AccountKey {
  /** As nkeys spells it. */
  readonly publicKey: string;
  /** A signed JWT of NATS. */
  readonly jwt: (claims: object) => string;
}

const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString("base64url");

const head = encoded({ typ: "JWT", alg: "ed25519-nkey" });

/** An account key from an Ed25519 private key in PEM. @throws for anything else */
export const accountKey = (pem: string): AccountKey => {
  const key = createPrivateKey(pem);
  if (key.asymmetricKeyType !== "ed25519") throw new Error(`the key is ${key.asymmetricKeyType}, not ed25519`);
  const publicKey = nkey(key.export({ format: "jwk" }).x ?? "");
  return {
    publicKey,
    jwt: (claims) => {
      const text = `${head}.${encoded({ ...claims, iss: publicKey })}`;
      return `${text}.${sign(null, Buffer.from(text), key).toString("base64url")}`;
    },
  };
};
