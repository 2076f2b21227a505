import { messages, UserError } from "@loadline/planner/messages";
import { leagueOfPrometheus, leagueOfTrace, leagueOptions } from "../advise/league.ts";
import { renderLeague } from "../advise/render-advice.ts";
import type { CliCommand } from "../command.ts";
import { writeAnswer } from "../terminal/view.ts";

export const league: CliCommand = {
  arguments: [
    ["[name]", "deployment of the plan or of what runs; one alone needs none"],
    ["[file]", "plan in YAML or JSON; without it, a plan of what runs is taken"],
  ],
  options: leagueOptions,
  examples: {
    "loadline league chat --from-prometheus http://prometheus:9090":
      "Cost and missed minutes of HPA, KEDA, llm-d, Dynamo, Loadline and the least possible, over the last 1, 7 and 28 days.",
    "loadline league --trace requests.csv --replica-capacity 8rps": "The same over the last days of a recording.",
  },
  run: async (context, { arguments: [name, file], options: given }) => {
    const asked = leagueOptions.read(given);
    const { fromPrometheus: url, trace } = asked;
    if (trace !== undefined && url !== undefined) throw new UserError(messages.exclude("--from-prometheus", "--trace"));
    if (trace !== undefined && name !== undefined) throw new UserError(messages.exclude("--trace", name));
    const answer =
      trace === undefined
        ? await leagueOfPrometheus(asked, { name, file, context })
        : await leagueOfTrace(trace, asked, context);
    await writeAnswer(context.stdout, asked.json, answer, (view) => renderLeague(answer, view));
    return 0;
  },
};
