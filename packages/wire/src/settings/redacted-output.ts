import { redact } from "../redact.ts";

interface Output {
  write(text: string): unknown;
}

/** An output that everything is written to without the secrets in it: the one edge of logs and errors. */
export const redactedOutput = (output: Output): { readonly write: (text: string) => void } => ({
  write: (text) => void output.write(redact(text)),
});
