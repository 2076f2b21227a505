import { readFile } from "node:fs/promises";
import { type IncomingMessage, request as requestPlain } from "node:http";
import { type RequestOptions, request as requestTls } from "node:https";
import { join } from "node:path";
import { refusalOf } from "@loadline/runtime/kubernetes";

/** Where Kubernetes is, and the service account to ask it as. */
export interface ClusterAccess {
  /** Without a path. */
  readonly server: string;
  /** Folder with `token` and `ca.crt`, read again for each request: both are rotated. */
  readonly serviceAccount: string;
}

/** The API server's address in a pod; null outside of one. */
export const apiServerOf = (environment: Readonly<Record<string, string | undefined>>): string | null => {
  const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port = "443" } = environment;
  if (host === undefined || host === "") return null;
  return `https://${host.includes(":") ? `[${host}]` : host}:${port}`;
};

/** The answer to a GET, as soon as its head is there. @throws AnswerError for any other status than 200 */
export const get = async ({ server, serviceAccount }: ClusterAccess, path: string, signal: AbortSignal) => {
  const [token, ca] = await Promise.all(
    ["token", "ca.crt"].map((name) => readFile(join(serviceAccount, name), "utf8")),
  );
  const headers = {
    authorization: `Bearer ${token?.trim()}`,
    accept: "application/json",
    "user-agent": "loadline-agent",
  };
  const options: RequestOptions = { headers, ca, signal };
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const request = server.startsWith("https:") ? requestTls : requestPlain;
    request(`${server}${path}`, options, resolve).on("error", reject).end();
  });
  if (answer.statusCode === 200) return answer;
  throw await refusalOf(answer);
};

export const jsonOf = async (answer: IncomingMessage, maxBytes: number): Promise<unknown> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) throw new RangeError(`the answer has more than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString("utf8"));
};
