import { createPrivateKey } from "node:crypto";

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

// The prefixes of a seed ("S") and of an account ("A"), in the first 10 bits. https://docs.nats.io/running-a-nats-service/configuration/securing_nats/auth_intro/nkey_auth
const accountSeedPrefix = [0x90, 0x00];

/**
 * The seed of an account key as nkeys spells it, from such a seed or from an Ed25519 private key in PEM, which a chart
 * can make.
 * @throws for a PEM that is none
 */
export const accountSeed = (text: string): Uint8Array => {
  if (!text.includes("PRIVATE KEY")) return Buffer.from(text.trim());
  const key = createPrivateKey(text);
  if (key.asymmetricKeyType !== "ed25519") throw new Error(`the key is ${key.asymmetricKeyType}, not ed25519`);
  const { d = "" } = key.export({ format: "jwk" });
  const raw = Buffer.from([...accountSeedPrefix, ...Buffer.from(d, "base64url")]);
  const sum = checksum(raw);
  return Buffer.from(base32(Buffer.from([...raw, sum & 0xff, sum >> 8])));
};
