import { EventEmitter, once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { promisedSeconds, slowerThanPromised } from "./healed.ts";
import { type Network, openNetwork } from "./network.ts";

let echo: Server;
let received: string[];
let arrivals: EventEmitter;
let network: Network;
let parts: Socket[];

beforeEach(async () => {
  received = [];
  arrivals = new EventEmitter();
  parts = [];
  echo = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.on("data", (data) => {
      received.push(data.toString());
      arrivals.emit("arrival");
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

const arrivalOf = async (text: string): Promise<void> => {
  while (!received.includes(text)) await once(arrivals, "arrival");
};

const besides = "besides";

/** Answers that came past the proxy: what was on its way through it before has passed by then. */
const roundTrips = async (): Promise<void> => {
  const address = echo.address();
  const direct = connect(address !== null && typeof address === "object" ? address.port : 0, "127.0.0.1");
  for (let trip = 0; trip < 5; trip++) await answerTo(direct, besides);
  direct.destroy();
};

test("an open network carries questions and answers", async () => {
  expect(await answerTo(await joined(), "one")).toBe("answer to one");
});

test("a black hole keeps the connection and carries nothing; when it ends the connection is cut, and another one works", async () => {
  const part = await joined();
  await answerTo(part, "one");
  network.set({ kind: "black-hole" });
  const closed = closeOf(part);
  await new Promise((resolve) => part.write("two", resolve));
  await roundTrips();
  network.set({ kind: "open" });
  await closed;
  expect(await answerTo(await joined(), "three")).toBe("answer to three");
  expect(received.filter((text) => text !== besides)).toEqual(["one", "three"]);
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
  await arrivalOf("two");
  await roundTrips();
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

test("a recovery that takes longer than promised is a violation, of events or of anything else", () => {
  const slow = (eventsSeconds: number, wholeSeconds: number) =>
    slowerThanPromised({ eventsSeconds, wholeSeconds, lacking: [] });
  expect(slow(promisedSeconds, promisedSeconds)).toBeNull();
  expect(slow(promisedSeconds + 0.1, 60)).toBe("events came later than promised");
  expect(slow(1, promisedSeconds + 0.1)).toBe("whole later than promised");
});
