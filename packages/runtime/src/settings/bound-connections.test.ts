import { createServer } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { expect, test } from "vitest";
import { boundConnections } from "./bound-connections.ts";

const opened = (port: number): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => resolve(socket));
    socket.on("error", reject);
  });

test("while a thousand connections stand open and send nothing, a request is answered and few are held", async () => {
  const server = createServer((_, response) => response.end("ok"));
  boundConnections(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const sockets: Socket[] = [];
  for (let count = 0; count < 1_000; count += 1) sockets.push((await opened(port)).on("error", () => undefined));
  expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe("ok");
  const connections = await new Promise<number>((resolve) => server.getConnections((_, count) => resolve(count)));
  expect(connections).toBeLessThanOrEqual(256 + 1);
  for (const socket of sockets) socket.destroy();
  server.closeAllConnections();
  server.close();
});

test("of requests that come at once on one connection the first is answered, and no other one is worked on", async () => {
  let answered = 0;
  const server = createServer((_, response) => {
    answered += 1;
    response.end("x".repeat(100_000));
  });
  boundConnections(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const socket = await opened((server.address() as AddressInfo).port);
  const closed = new Promise((resolve) => socket.once("close", resolve));
  let received = "";
  socket.on("data", (data) => {
    received += data;
  });
  socket.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".repeat(1_000));
  await closed;
  expect(answered).toBe(1);
  expect(received).toMatch(/^HTTP\/1.1 200/);
  server.close();
});
