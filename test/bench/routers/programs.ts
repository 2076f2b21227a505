import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { LoadlineError, type RouterName } from "@loadline/model";
import { freePort, programPath } from "@loadline/servers";
import type { Child } from "@loadline/tools/processes/child";
import type { ProcessGroup } from "@loadline/tools/processes/process-group";

interface RouterProgram {
  readonly variable: string;
  readonly install: string;
  /** The law of each policy that is measured, by the program's name of it. */
  readonly laws: Readonly<Record<string, RouterName>>;
  readonly args: (settings: Settings) => Promise<readonly string[]>;
}

interface Settings {
  readonly policy: string;
  readonly port: number;
  readonly engines: readonly number[];
  readonly folder: string;
}

const haproxyConfiguration = ({ policy, port, engines }: Settings): string =>
  `global
  nbthread 1
  maxconn 4000
defaults
  mode http
  timeout connect 10s
  timeout client 600s
  timeout server 600s
frontend service
  bind 127.0.0.1:${port}
  default_backend engines
backend engines
  balance ${policy}
${engines.map((engine, place) => `  server engine${place} 127.0.0.1:${engine}`).join("\n")}
`;

const routerArguments = async ({ policy, port, engines }: Settings): Promise<readonly string[]> => [
  ...["--host", "127.0.0.1", "--port", `${port}`, "--policy", policy, "--log-level", "error"],
  ...["--prometheus-port", `${await freePort()}`],
  ...["--worker-urls", ...engines.map((engine) => `http://127.0.0.1:${engine}`)],
];

const modelRouterLaws = {
  random: "random",
  round_robin: "round-robin",
  power_of_two: "power-of-two",
  cache_aware: "prefix-affinity",
} as const;

const programs: Readonly<Record<string, RouterProgram>> = {
  haproxy: {
    variable: "HAPROXY_BIN",
    install: "apt-get install haproxy",
    // Its `random` draws two servers and takes the less loaded one, unless one draw is asked for.
    // @source https://docs.haproxy.org/2.6/configuration.html#4.2-balance
    laws: {
      leastconn: "least-requests",
      roundrobin: "round-robin",
      random: "power-of-two",
      "random(1)": "random",
    },
    args: async (settings) => {
      const file = join(settings.folder, "haproxy.cfg");
      writeFileSync(file, haproxyConfiguration(settings));
      return ["-db", "-f", file];
    },
  },
  "vllm-router": {
    variable: "VLLM_ROUTER_BIN",
    install: "pip install vllm-router",
    laws: modelRouterLaws,
    args: routerArguments,
  },
  "sglang-router": {
    variable: "SGLANG_ROUTER_BIN",
    install: "pip install sglang-router",
    laws: modelRouterLaws,
    args: async (settings) => ["launch", ...(await routerArguments(settings))],
  },
};

/** Every policy that has a law, as PROGRAM:POLICY. */
export const routerNames = Object.entries(programs).flatMap(([program, { laws }]) =>
  Object.keys(laws).map((policy) => `${program}:${policy}`),
);

export interface RealRouter {
  readonly name: string;
  readonly law: RouterName;
  /** Starts it before engines at these ports. */
  readonly start: (group: ProcessGroup, engines: readonly number[]) => Promise<{ child: Child; port: number }>;
}

/**
 * The router of a name out of `routerNames`.
 * @throws LL_INPUT_INVALID for another name, LL_SERVER_MISSING without its program
 */
export const realRouter = (name: string): RealRouter => {
  const [program = "", policy = ""] = name.split(":");
  const known = programs[program];
  const law = known?.laws[policy];
  if (known === undefined || law === undefined) {
    const expected = `one of ${routerNames.join(", ")}`;
    throw new LoadlineError("LL_INPUT_INVALID", { what: "router", value: name, expected });
  }
  const chosen = process.env[known.variable];
  const path = chosen === undefined || chosen === "" ? programPath([program]) : chosen;
  if (path === undefined) {
    throw new LoadlineError("LL_SERVER_MISSING", { program, how: `${known.install}, or set ${known.variable}` });
  }
  return {
    name,
    law,
    start: async (group, engines) => {
      const port = await freePort();
      const args = await known.args({ policy, port, engines, folder: group.folder });
      return { port, child: group.start({ name: program, program: path, args }) };
    },
  };
};
