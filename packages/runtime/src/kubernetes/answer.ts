import type { IncomingMessage } from "node:http";

/** An API server's answer with another status than success. */
export class AnswerError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** The longest that are seen list what each of a hundred nodes lacks. */
const longestRefusal = 16_384;

interface Status {
  readonly message?: unknown;
  readonly details?: { readonly causes?: readonly { readonly message?: unknown }[] };
}

/** The message of a Status with the causes that it does not name itself; of anything else the beginning. */
const messageIn = (text: string): string => {
  try {
    const { message, details } = JSON.parse(text) as Status;
    const whole = String(message ?? text);
    const causes = (details?.causes ?? []).map((cause) => String(cause.message ?? "")).filter((one) => one !== "");
    return [whole, ...causes.filter((one) => !whole.includes(one))].join(": ");
  } catch {
    return text.slice(0, 500);
  }
};

/** A refusal with the reason that the API server names, of which no more than 16 KiB are read. */
export const refusalOf = async (answer: IncomingMessage): Promise<AnswerError> => {
  const { statusCode = 0 } = answer;
  let text = "";
  for await (const chunk of answer) {
    text += String(chunk);
    if (text.length > longestRefusal) break;
  }
  return new AnswerError(statusCode, `${statusCode}: ${messageIn(text)}`);
};
