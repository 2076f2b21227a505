const hidden = "(hidden)";

// Bounds keep each pattern linear in the length of a text.
const key = `(?:password|passwd|passphrase|secret|api[_-]?key|(?:access|auth|refresh)[_-]?token)`;
const variable = String.raw`[A-Z]_?(?:PASSWORD|SECRET|TOKEN)(?:_(?!FILE\b)[A-Z0-9_]{1,64})?`;
const separator = String.raw`\\?["']?\s{0,8}[:=]\s{0,8}`;
const value = String.raw`(?:(?<quote>\\?["']).{0,4096}?(?=\k<quote>|$)|[^\s"'\\,}&]+)`;

/** What looks like a secret, and what is left of it. */
const secrets: readonly (readonly [RegExp, string])[] = [
  [/(:\/\/)(?:\\.|[^\s"<>\\]){1,512}@/g, `$1${hidden}@`],
  // An address without its scheme; a digest of an image is none.
  [/(?<=^|[\s"'=,])([^\s"'@:/,=]{1,64}:)(?!\/\/)[^\s"'@]{1,256}@(?!sha\d)/g, `$1${hidden}@`],
  [/\b(authorization\\?["']?\s{0,8}[:=]\s{0,8}\\?["']?(?:[a-z]+\s+)?)[^\s"'\\]+/gi, `$1${hidden}`],
  [/\b([Bb]earer|BEARER|Basic)(\s+)[^\s"'\\]{8,}/g, `$1$2${hidden}`],
  [new RegExp(`(${key}${separator})${value}`, "gims"), `$1$<quote>${hidden}`],
  [new RegExp(`(${variable}${separator})${value}`, "gms"), `$1$<quote>${hidden}`],
  [/("pass\\?":\s{0,8}\\?")[^"\\]+/g, `$1${hidden}`],
  [/([?&#](?:token|sig|(?:x-(?:amz|goog)-)?signature)=)[^\s"'\\&]+/gi, `$1${hidden}`],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----|$)/g, hidden],
  // NATS seeds and user tokens.
  [/\bS[ACNOUX][A-Z2-7]{50,}\b/g, hidden],
  [/\beyJ[\w-]{8,}\.[\w-]+\.[\w-]+/g, hidden],
  // Keys of Hugging Face, GitHub, GitLab, Grafana, NVIDIA and OpenAI-compatible servers.
  [/\b(?:hf_|gh[pousr]_|github_pat_|glpat-|glsa_|nvapi-|sk-)[\w-]{16,}/g, hidden],
];

/** A text without the secrets in it: credentials of addresses, authorization headers, passwords, private keys, tokens. */
export const redact = (text: string): string =>
  secrets.reduce((left, [pattern, replacement]) => left.replace(pattern, replacement), text);
