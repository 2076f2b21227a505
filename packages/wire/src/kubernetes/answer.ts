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

/** A refusal with the reason that the API server names, of which no more than 16 KiB are read. */
export const refusalOf = async (answer: IncomingMessage): Promise<AnswerError> => {
  const { statusCode = 0 } = answer;
  let text = "";
  for await (const chunk of answer) {
    text += String(chunk);
    if (text.length > longestRefusal) break;
  }
  let message = text.slice(0, 500);
  try {
    message = String((JSON.parse(text) as { readonly message?: unknown }).message ?? text);
  } catch {
    // No Status: its beginning says most.
  }
  return new AnswerError(statusCode, `${statusCode}: ${message}`);
};
