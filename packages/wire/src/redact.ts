const hidden = "(hidden)";

/** What looks like a secret, and what is left of it. */
const secrets: readonly (readonly [RegExp, string])[] = [
  [/(\b[a-z][a-z0-9+.-]*:\/\/)[^\s"'<>]*@/gi, `$1${hidden}@`],
  [/\b(Bearer|Basic)(\s+)[^\s"'\\]{8,}/g, `$1$2${hidden}`],
  [/\b(password|passwd|secret|access_token)(\\?["']?\s*[:=]\s*\\?["']?)[^\s"'\\,}]+/gi, `$1$2${hidden}`],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----|$)/g, hidden],
  // NATS seeds and user tokens.
  [/\bS[ACNOUX][A-Z2-7]{50,}\b/g, hidden],
  [/\beyJ[\w-]{8,}\.[\w-]+\.[\w-]+/g, hidden],
];

/** A text without the secrets in it: credentials of addresses, authorization headers, passwords, private keys, tokens. */
export const redact = (text: string): string =>
  secrets.reduce((left, [pattern, replacement]) => left.replace(pattern, replacement), text);
