import { reasonOf } from "@loadline/model";
import { Command } from "commander";
import { kubernetesAccess } from "../kubernetes/kubernetes-client.ts";
import { optionsOf } from "../settings/process.ts";
import { ensureSecret } from "./ensure-secret.ts";

const { namespace, secret: name } = optionsOf<{ namespace: string; secret: string }>(
  new Command("loadline-recommender credentials")
    .description(
      "Makes a Secret with the passwords and keys of an installation where there is none; one that is there stays.",
    )
    .requiredOption("--namespace <name>", "namespace of the Secret")
    .requiredOption("--secret <name>", "name of the Secret"),
);

try {
  const { call } = await kubernetesAccess();
  const keys = await ensureSecret(call, { namespace, name });
  const what = keys.length === 0 ? "has every key" : `was given ${keys.join(", ")}`;
  process.stdout.write(`Secret ${namespace}/${name} ${what}\n`);
  process.exit(0);
} catch (error) {
  process.stderr.write(`Secret ${namespace}/${name} was not made: ${reasonOf(error)}\n`);
  process.exit(1);
}
