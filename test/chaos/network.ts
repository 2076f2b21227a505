import { connect, createServer, type Server, type Socket } from "node:net";

/** What the network between a part and the broker does. */
export type NetworkMode =
  | { readonly kind: "open" }
  /** Every chunk comes so much later, in order. */
  | { readonly kind: "slow"; readonly milliseconds: number }
  /** Connections stay, nothing passes either way: a cable that was pulled. */
  | { readonly kind: "black-hole" }
  /** What the part sends arrives; what the broker answers does not. */
  | { readonly kind: "half-open" }
  /** Connections are cut, and new ones at once too. */
  | { readonly kind: "refused" };

/** A TCP proxy of our own in front of the broker. */
export interface Network {
  readonly port: number;
  readonly set: (mode: NetworkMode) => void;
  /** Ends every connection; new ones are taken. */
  readonly cut: () => void;
  readonly close: () => Promise<void>;
}

type Way = "to-broker" | "to-part";

const passes = (mode: NetworkMode, way: Way): boolean =>
  mode.kind === "open" || mode.kind === "slow" || (mode.kind === "half-open" && way === "to-broker");

/** Opens a proxy on a free port of the loopback interface. @param target port of the broker */
export const openNetwork = async (target: number): Promise<Network> => {
  let mode: NetworkMode = { kind: "open" };
  const sockets = new Set<Socket>();
  const link = (from: Socket, to: Socket, way: Way): void => {
    from.on("data", (chunk) => {
      // What is lost on a black hole is lost: a TCP connection that missed bytes can only be cut when it heals.
      if (!passes(mode, way)) return;
      if (mode.kind === "slow") setTimeout(() => to.writable && to.write(chunk), mode.milliseconds);
      else to.write(chunk);
    });
    from.on("error", () => to.destroy());
    from.on("close", () => {
      sockets.delete(from);
      if (mode.kind !== "black-hole" && mode.kind !== "half-open") to.destroy();
    });
    sockets.add(from);
  };
  const server: Server = createServer((part) => {
    if (mode.kind === "refused") return void part.destroy();
    const broker = connect(target, "127.0.0.1");
    link(part, broker, "to-broker");
    link(broker, part, "to-part");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
    sockets.clear();
  };
  const loses = (kind: NetworkMode["kind"]): boolean => kind === "black-hole" || kind === "half-open";
  return {
    port: address !== null && typeof address === "object" ? address.port : 0,
    cut,
    set: (next) => {
      if (next.kind === "refused" || (loses(mode.kind) && !loses(next.kind))) cut();
      mode = next;
    },
    close: () =>
      new Promise((resolve) => {
        cut();
        server.close(() => resolve());
      }),
  };
};
