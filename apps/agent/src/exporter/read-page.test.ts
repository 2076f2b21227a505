import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer as createHttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { afterEach, expect, test } from "vitest";
import { decodeText } from "../source/decode-text.ts";
import { readPage } from "./read-page.ts";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** Reads the page of a server that sends these answers, one to each connection, which it then closes. */
const read = async (
  answers: string | readonly string[],
  tokenFile: string | null = null,
  secrets: readonly string[] = [],
) => {
  const left = [answers].flat();
  const asked: string[] = [];
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.once("data", (request) => {
      asked.push(request.toString());
      socket.end(left.shift() ?? "");
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/metrics`;
  const result = await readPage({ url, signal: new AbortController().signal, maxBytes: 1000, tokenFile, secrets });
  return { result, asked };
};
const ok = "HTTP/1.1 200 OK\r\nConnection: close\r\n";

test.each([
  { name: "with its length", answer: `${ok}Content-Length: 3\r\n\r\na 1`, text: "a 1\n" },
  { name: "in chunks", answer: `${ok}Transfer-Encoding: chunked\r\n\r\n4\r\na 1\n\r\n0\r\n\r\n`, text: "a 1\n" },
  { name: "without a length, with the end of OpenMetrics", answer: `${ok}\r\na 1\n# EOF\n`, text: "a 1\n# EOF\n" },
])("a page $name is whole", async ({ answer, text }) =>
  expect((await read(answer)).result).toEqual({ kind: "ok", text }),
);

test.each([
  { name: "shorter than its length", answer: `${ok}Content-Length: 30\r\n\r\na 1\n`, reason: "unreachable" },
  {
    name: "in chunks without the last",
    answer: `${ok}Transfer-Encoding: chunked\r\n\r\n4\r\na 1\n\r\n`,
    reason: "unreachable",
  },
  { name: "without a length or an end", answer: `${ok}\r\na 1\n`, reason: "unreadable" },
])("a page $name may be cut, and is unknown", async ({ answer, reason }) =>
  expect((await read(answer)).result).toMatchObject({ kind: "failed", reason }),
);

const page = `${ok}Content-Length: 4\r\n\r\na 1\n`;
const redirect = (to: string): string =>
  `HTTP/1.1 307 Temporary Redirect\r\nLocation: ${to}\r\nContent-Length: 0\r\n\r\n`;

test("a redirect to another path of the host is followed, with the token", async () => {
  const folder = mkdtempSync(join(tmpdir(), "loadline-token-"));
  writeFileSync(join(folder, "token"), "secret\n");
  const { result, asked } = await read([redirect("/metrics/"), page], join(folder, "token"));
  rmSync(folder, { recursive: true });
  expect(result).toEqual({ kind: "ok", text: "a 1\n" });
  expect(asked.map((text) => text.split("\r\n")[0])).toEqual(["GET /metrics HTTP/1.1", "GET /metrics/ HTTP/1.1"]);
  expect(asked.every((text) => /^authorization: Bearer secret$/im.test(text))).toBe(true);
});
test("a token file that is not there fails the read and is named", async () =>
  expect((await read(page, "/nowhere/token")).result).toMatchObject({
    kind: "failed",
    detail: expect.stringContaining("/nowhere/token"),
  }));
test.each([
  { name: "a secret of the agent by a link", file: "link", detail: "is a secret of the agent itself" },
  { name: "a file of several lines", file: "lines", detail: "has no token" },
  { name: "a folder", file: ".", detail: "is no regular file" },
  { name: "a device that never ends", file: "/dev/zero", detail: "is no regular file" },
  { name: "a pipe that nobody writes", file: "pipe", detail: "is no regular file" },
  { name: "a large file", file: "large", detail: "has more than 16384 bytes" },
])("$name is no token, and nothing is sent", async ({ file, detail }) => {
  const folder = mkdtempSync(join(tmpdir(), "loadline-token-"));
  const at = (name: string): string => resolve(folder, name);
  writeFileSync(at("password"), "secret\n");
  symlinkSync(at("password"), at("link"));
  writeFileSync(at("lines"), "root:x:0:0\nbin:x:1:1\n");
  writeFileSync(at("large"), "x".repeat(20_000));
  execFileSync("mkfifo", [at("pipe")]);
  const { result, asked } = await read(page, at(file), [at("password")]);
  rmSync(folder, { recursive: true });
  expect(result).toMatchObject({ kind: "failed", detail: expect.stringContaining(detail) });
  expect(asked).toEqual([]);
});
test.each([
  { name: "to another host", answers: [redirect("http://localhost:1/metrics"), page] },
  { name: "to another port of the host", answers: [redirect("http://127.0.0.1:1/metrics"), page] },
  { name: "to another scheme", answers: [redirect("https://127.0.0.1/metrics"), page] },
  { name: "without end", answers: Array.from({ length: 6 }, () => redirect("/metrics")) },
  { name: "to what is no address", answers: [redirect("http://["), page] },
])("a redirect $name is not followed", async ({ answers }) =>
  expect((await read(answers)).result).toMatchObject({
    kind: "failed",
    reason: "unreachable",
    detail: expect.stringContaining("HTTP status 307: redirects to"),
  }),
);

/** Bytes of the heap that are still referenced. */
const heapInUse = (): number => {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
  return process.memoryUsage().heapUsed;
};
test("the address of a redirect is not kept, however many a server makes up", async () => {
  let made = 0;
  const server = createHttpServer((_, response) => {
    made += 1;
    response.writeHead(302, { location: `/metrics?${made}${"a".repeat(14_000)}` }).end();
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/metrics`;
  const before = heapInUse();
  for (let read = 0; read < 200; read += 1)
    await readPage({ url, signal: new AbortController().signal, maxBytes: 1000 });
  expect(made).toBe(800);
  expect(heapInUse() - before).toBeLessThan(600 * 14_000);
});

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
