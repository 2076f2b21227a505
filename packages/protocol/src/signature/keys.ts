import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { LoadlineError } from "@loadline/model";

/** A public key that recommendations may be signed with. */
export interface VerifyingKey {
  readonly keyId: string;
  readonly publicKey: KeyObject;
  /** Epoch seconds from which on nothing signed with it is taken; null: no end. */
  readonly notAfter: number | null;
}

export interface SigningKey {
  readonly keyId: string;
  readonly verifyingKey: VerifyingKey;
  /** Ed25519 signature of the bytes, base64url without padding. */
  readonly sign: (bytes: Uint8Array) => string;
}

const keyIdBytes = 16;
const algorithm = "ed25519";

/**
 * Name of a public key: the first 16 bytes of the SHA-256 of its 32 raw bytes, in lower-case hex. It selects the key
 * to try, and proves nothing.
 */
export const keyIdOf = (publicKey: KeyObject): string => {
  const raw = Buffer.from(publicKey.export({ format: "jwk" }).x ?? "", "base64url");
  return createHash("sha256").update(raw).digest().subarray(0, keyIdBytes).toString("hex");
};

const parsed = (read: (pem: string) => KeyObject, pem: string, what: string): KeyObject => {
  const expected = `an Ed25519 ${what} in PEM; make one with: openssl genpkey -algorithm ed25519`;
  let key: KeyObject;
  try {
    key = read(pem);
  } catch (cause) {
    throw new LoadlineError("LL_CONFIG_INVALID", { key: what, value: "(not shown)", expected }, { cause });
  }
  if (key.asymmetricKeyType === algorithm) return key;
  throw new LoadlineError("LL_CONFIG_INVALID", { key: what, value: key.asymmetricKeyType ?? "", expected });
};

/** The signing half of a PEM private key (PKCS #8). @throws LL_CONFIG_INVALID; the message never holds the key */
export const parseSigningKey = (pem: string): SigningKey => {
  const privateKey = parsed(createPrivateKey, pem, "private key");
  const publicKey = createPublicKey(privateKey);
  const keyId = keyIdOf(publicKey);
  return {
    keyId,
    verifyingKey: { keyId, publicKey, notAfter: null },
    sign: (bytes) => sign(null, bytes, privateKey).toString("base64url"),
  };
};

/** A PEM public key (SPKI). @throws LL_CONFIG_INVALID */
export const parseVerifyingKey = (pem: string, notAfter: number | null = null): VerifyingKey => {
  const publicKey = parsed((text) => createPublicKey(text), pem, "public key");
  return { keyId: keyIdOf(publicKey), publicKey, notAfter };
};

export const newSigningKeyPair = (): { readonly privateKey: string; readonly publicKey: string } => {
  const { privateKey, publicKey } = generateKeyPairSync(algorithm);
  return {
    privateKey: privateKey.export({ format: "pem", type: "pkcs8" }).toString(),
    publicKey: publicKey.export({ format: "pem", type: "spki" }).toString(),
  };
};
