import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Network, openNetwork } from "./network.ts";

let echo: Server;
let received: string[];
let network: Network;
let parts: Socket[];

beforeEach(async () => {
  received = [];
  parts = [];
  echo = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.on("data", (data) => {
      received.push(data.toString());
      socket.write(`answer to ${data.toString()}`);
    });
  });
  echo.listen(0, "127.0.0.1");
  await once(echo, "listening");
  const address = echo.address();
  network = await openNetwork(address !== null && typeof address === "object" ? address.port : 0);
});
afterEach(async () => {
  for (const part of parts) part.destroy();
  await network.close();
  echo.close();
});

const joined = async (): Promise<Socket> => {
  const part = connect(network.port, "127.0.0.1");
  part.on("error", () => undefined);
  parts.push(part);
  await once(part, "connect");
  return part;
};

const closeOf = (part: Socket): Promise<unknown> => new Promise((resolve) => part.once("close", resolve));

const answerTo = async (part: Socket, question: string): Promise<string> => {
  part.write(question);
  const [answer] = (await once(part, "data")) as [Buffer];
  return answer.toString();
};

test("an open network carries questions and answers", async () => {
  expect(await answerTo(await joined(), "one")).toBe("answer to one");
});

test("a black hole keeps the connection and carries nothing; when it ends the connection is cut, and another one works", async () => {
  const part = await joined();
  await answerTo(part, "one");
  network.set({ kind: "black-hole" });
  const closed = closeOf(part);
  part.write("two");
  // Long enough for the loopback interface.
  await new Promise((resolve) => setTimeout(resolve, 100));
  network.set({ kind: "open" });
  await closed;
  expect(await answerTo(await joined(), "three")).toBe("answer to three");
  expect(received).toEqual(["one", "three"]);
});

test("half open, what is asked arrives and the answer does not", async () => {
  const part = await joined();
  await answerTo(part, "one");
  network.set({ kind: "half-open" });
  let answers = 0;
  part.on("data", () => {
    answers += 1;
  });
  part.write("two");
  while (!received.includes("two")) await new Promise((resolve) => setTimeout(resolve, 5));
  const closed = closeOf(part);
  network.set({ kind: "open" });
  await closed;
  expect(answers).toBe(0);
});

test("refused, what was connected is cut and nobody is let in", async () => {
  const part = await joined();
  const closed = closeOf(part);
  network.set({ kind: "refused" });
  await closed;
  const another = await joined();
  await closeOf(another);
  expect(received).toEqual([]);
});
