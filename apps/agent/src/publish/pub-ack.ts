/** What the broker answered to one publish. */
export type PubAck =
  | { readonly kind: "stored"; readonly duplicate: boolean }
  | { readonly kind: "no-stream" }
  | { readonly kind: "refused"; readonly detail: string };

/** Status of the broker's own answer when nobody, so no stream, listens to a subject. */
const noResponders = 503;

interface AckBody {
  readonly stream?: unknown;
  readonly seq?: unknown;
  readonly duplicate?: unknown;
  readonly error?: { readonly description?: unknown; readonly err_code?: unknown };
}

const bodyOf = (payload: Uint8Array): AckBody | null => {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(payload));
    return typeof value === "object" && value !== null ? value : null;
  } catch {
    return null;
  }
};

/** Reads the answer to a publish. Never throws. */
export const parsePubAck = (status: number, payload: Uint8Array): PubAck => {
  if (status === noResponders) return { kind: "no-stream" };
  const body = bodyOf(payload);
  if (body === null) return { kind: "refused", detail: "the answer is not JSON" };
  if (body.error !== undefined) {
    return { kind: "refused", detail: `${String(body.error.description)} (code ${String(body.error.err_code)})` };
  }
  return typeof body.stream === "string" && typeof body.seq === "number"
    ? { kind: "stored", duplicate: body.duplicate === true }
    : { kind: "refused", detail: "the answer names no stream" };
};
