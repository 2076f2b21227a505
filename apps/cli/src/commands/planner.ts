import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Live } from "@loadline/planner/embedded";
import { messages, reasonOf, UserError } from "@loadline/planner/messages";
import { connectionOptions, optionSet } from "@loadline/planner/options";
import { listenFault } from "@loadline/runtime/settings";
import type { NatsConnection } from "@nats-io/transport-node";
import type { CliCommand, CliContext, ExitCode } from "../command.ts";
import { plannerPage } from "../planner-page.ts";
import { writeAnswer } from "../terminal/view.ts";

const options = optionSet([...connectionOptions, "publicKey", "fromPrometheus", "port", "noOpen", "json"], undefined, {
  server: "NATS server: the page also shows what runs of each deployment beside what is planned",
  fromPrometheus: "Prometheus that scrapes the recommender: the same without the broker",
});
type Options = ReturnType<typeof options.read>;

/** Programs that open an address in the user's browser. */
const openers: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: ["open"],
  win32: ["cmd", "/c", "start", ""],
};

/** Where there is no browser, the address that is printed is enough. */
const openBrowser = (url: string): void => {
  const [program = "", ...rest] = openers[process.platform] ?? ["xdg-open"];
  const opened = spawn(program, [...rest, url], { stdio: "ignore", detached: true });
  opened.on("error", () => undefined);
  opened.unref();
};

/** A page from elsewhere, whose name was made to lead here, states its own host. */
const ownHost = /^(127\.0\.0\.1|localhost)(:\d+)?$/;
const livePath = "/live.json";
/** What is drawn of the time before the command started. */
const drawnSeconds = 3 * 3600;

interface Source {
  readonly live: () => Live | Promise<Live>;
  /** Fails where the source does. */
  readonly received: Promise<void>;
}

/** The latest recommendations from now on, with those of some hours before. */
const follow = async (context: CliContext, connection: NatsConnection, { publicKey }: Options): Promise<Source> => {
  const { now, signal } = context;
  const [{ storedMessages }, { readEvent, trustedKeys }, { liveDeployments }] = await Promise.all([
    import("@loadline/runtime/nats"),
    import("../recommendations/read-event.ts"),
    import("../recommendations/live-deployments.ts"),
  ]);
  const keys = await trustedKeys(publicKey, context);
  const deployments = liveDeployments();
  const settings = { kind: "recommendation", from: { since: now() - drawnSeconds }, follow: true, signal } as const;
  const received = async (): Promise<void> => {
    for await (const message of storedMessages(connection, settings)) {
      const read = readEvent(message, { keys, now: now() });
      if (read.kind === "event") deployments.receive(read);
      if (signal.aborted) return;
    }
  };
  const receiving = received();
  // The failure is taken once the page is served.
  receiving.catch(() => undefined);
  return { live: () => deployments.at(now()), received: receiving };
};

/** Scrapes are no closer; of several pages each is answered by the same queries. */
const askedAgainSeconds = 5;

/** The metrics of the recommender, asked for once at first: what cannot be reached is said before a page is served. */
const scraped = async (context: CliContext, url: string): Promise<Source> => {
  const { now } = context;
  const [{ connectPrometheus }, { liveFleet }] = await Promise.all([
    import("../prometheus/client.ts"),
    import("../prometheus/live-fleet.ts"),
  ]);
  const prometheus = connectPrometheus(url, context);
  const ask = () => ({ at: now(), live: liveFleet(prometheus, now(), drawnSeconds) });
  let last = ask();
  await last.live;
  const live = (): Promise<Live> => {
    if (now() - last.at >= askedAgainSeconds) last = ask();
    return last.live;
  };
  return { live, received: new Promise(() => undefined) };
};

/** Serves until the signal, or until the recommendations fail. */
const serve = async (context: CliContext, asked: Options, source: Source | null): Promise<ExitCode> => {
  const { stdout, signal } = context;
  const page = await plannerPage(source === null ? null : { live: livePath });
  const answerTo = async (path: string): Promise<readonly [status: number, type: string, text: string]> => {
    if (/^\/(\?|$)/.test(path)) return [200, "text/html; charset=utf-8", page];
    if (source === null || path !== livePath) return [404, "text/plain", "not found\n"];
    try {
      return [200, "application/json", JSON.stringify(await source.live())];
    } catch (error) {
      return [503, "text/plain", `${reasonOf(error)}\n`];
    }
  };
  const server = createServer(async ({ method, url = "", headers: { host = "" } }, response) => {
    const isAllowed = method === "GET" && ownHost.test(host);
    const [status, type, text] = await answerTo(isAllowed ? url : "");
    response.writeHead(status, {
      "Content-Type": type,
      "X-Content-Type-Options": "nosniff",
      "X-Frame-Options": "DENY",
      "Referrer-Policy": "no-referrer",
    });
    response.end(text);
  });
  const { port = 0, noOpen, json } = asked;
  server.listen(port, "127.0.0.1");
  await once(server, "listening").catch((error: Error) => {
    throw listenFault("--port", `127.0.0.1:${port}`, error);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  await writeAnswer(stdout, json, { url }, () => `${url}\n`);
  if (!noOpen) openBrowser(url);
  try {
    const ended = signal.aborted ? undefined : once(signal, "abort");
    await Promise.race([ended, source?.received ?? ended]);
  } finally {
    server.close();
    server.closeAllConnections();
  }
  return 0;
};

export const planner: CliCommand = {
  options,
  examples: {
    "loadline planner": "Serve the planner page on this machine alone, and open it in the browser; Ctrl-C ends it.",
    "loadline planner --server nats://broker:4222":
      "Planned beside actual: replicas and load of each deployment, with the recommender's reason.",
    "loadline planner --from-prometheus http://127.0.0.1:9090":
      "The same from a Prometheus that scrapes the recommender.",
    "loadline planner --port 8080 --no-open": "Only serve it, on a port that stays the same.",
  },
  run: async (context, { options: given }) => {
    const asked = options.read(given);
    const url = asked.fromPrometheus;
    if (!connectionOptions.some((name) => given[name] !== undefined))
      return serve(context, asked, url === undefined ? null : await scraped(context, url));
    if (url !== undefined) throw new UserError(messages.exclude("--server", "--from-prometheus"));
    const { withConnection } = await import("../broker/connection.ts");
    return withConnection(context, asked, async ({ connection }) =>
      serve(context, asked, await follow(context, connection, asked)),
    );
  },
};
