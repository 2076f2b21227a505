import { copyFileSync, readFileSync } from "node:fs";
import { get } from "node:https";
import { connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { serverTls } from "@loadline/runtime/settings";
import { testCertificates } from "@loadline/servers/testing/test-certificates";
import { expect, test } from "vitest";
import { type Endpoints, serveHttp } from "./http.ts";

const endpoints: Endpoints = {
  metrics: { contentType: "text/plain", render: () => Promise.resolve("a 1\n") },
  alive: () => true,
  readiness: () => ({ ready: true, missing: [] }) as never,
};

test("while many connections stand open and send nothing, a probe is answered", async () => {
  const server = await serveHttp("127.0.0.1:0", endpoints);
  const port = Number(server.address.split(":").at(-1));
  const open: Socket[] = [];
  for (let count = 0; count < 300; count += 1) {
    const socket = connect(port, "127.0.0.1").on("error", () => undefined);
    await new Promise<void>((resolve) => socket.once("connect", resolve));
    open.push(socket);
  }
  expect(await (await fetch(`http://${server.address}/metrics`)).text()).toBe("a 1\n");
  for (const socket of open) socket.destroy();
  await server.close();
});

test("with a certificate it serves TLS, also once it is renewed, and plaintext no more", async () => {
  const certificates = testCertificates({ ca: ["server"], "next-ca": ["next"] });
  const [tlsCertificateFile, tlsKeyFile] = [certificates.file("server.pem"), certificates.file("server.key")];
  const server = await serveHttp("127.0.0.1:0", endpoints, serverTls({ tlsCertificateFile, tlsKeyFile }));
  const answer = (authority: string) =>
    new Promise((resolve, reject) => {
      const settings = { ca: readFileSync(certificates.file(authority)), agent: false };
      get(`https://${server.address}/metrics`, settings, (got) => resolve(text(got))).on("error", reject);
    });
  expect(await answer("ca.pem")).toBe("a 1\n");
  for (const kind of ["pem", "key"])
    copyFileSync(certificates.file(`next.${kind}`), certificates.file(`server.${kind}`));
  expect(await answer("next-ca.pem")).toBe("a 1\n");
  await expect(answer("ca.pem")).rejects.toThrow();
  await expect(fetch(`http://${server.address}/metrics`)).rejects.toThrow();
  await server.close();
  certificates.remove();
});
