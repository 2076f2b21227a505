import type { AddressInfo } from "node:net";
import { createServer, type Server } from "node:net";
import fc from "fast-check";
import { afterEach, expect, test } from "vitest";
import { decodeText, readPage } from "./read-page.ts";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** Reads the page of a server that sends this answer and closes the connection. */
const read = async (answer: string) => {
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.once("data", () => socket.end(answer));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/metrics`;
  return readPage({ url, signal: new AbortController().signal, maxBytes: 1000 });
};
const ok = "HTTP/1.1 200 OK\r\nConnection: close\r\n";

test.each([
  { name: "with its length", answer: `${ok}Content-Length: 3\r\n\r\na 1`, text: "a 1\n" },
  { name: "in chunks", answer: `${ok}Transfer-Encoding: chunked\r\n\r\n4\r\na 1\n\r\n0\r\n\r\n`, text: "a 1\n" },
  { name: "without a length, with the end of OpenMetrics", answer: `${ok}\r\na 1\n# EOF\n`, text: "a 1\n# EOF\n" },
])("a page $name is whole", async ({ answer, text }) => expect(await read(answer)).toEqual({ kind: "ok", text }));

test.each([
  { name: "shorter than its length", answer: `${ok}Content-Length: 30\r\n\r\na 1\n`, reason: "unreachable" },
  {
    name: "in chunks without the last",
    answer: `${ok}Transfer-Encoding: chunked\r\n\r\n4\r\na 1\n\r\n`,
    reason: "unreachable",
  },
  { name: "without a length or an end", answer: `${ok}\r\na 1\n`, reason: "unreadable" },
])("a page $name may be cut, and is unknown", async ({ answer, reason }) =>
  expect(await read(answer)).toMatchObject({ kind: "failed", reason }),
);

const text = "GPU µ 1\r\n";

test.each([
  { name: "UTF-8", bytes: Buffer.from(text) },
  { name: "UTF-8 with a mark", bytes: Buffer.from(`\uFEFF${text}`) },
  { name: "UTF-16, little end first", bytes: Buffer.from(`\uFEFF${text}`, "utf16le") },
  { name: "UTF-16, big end first", bytes: Buffer.from(`\uFEFF${text}`, "utf16le").swap16() },
])("$name is read", ({ bytes }) => expect(decodeText(bytes)).toBe(text));

test("any bytes are answered, with any mark", () => {
  const mark = fc.constantFrom([], [0xfe, 0xff], [0xff, 0xfe], [0xef, 0xbb, 0xbf]);
  fc.assert(
    fc.property(mark, fc.uint8Array(), (first, bytes) => {
      expect(typeof decodeText(Buffer.from([...first, ...bytes]))).toBe("string");
    }),
  );
});
