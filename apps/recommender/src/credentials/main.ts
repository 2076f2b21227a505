import { reasonOf } from "@loadline/model";
import { Command, InvalidArgumentError } from "commander";
import { kubernetesAccess } from "../kubernetes/kubernetes-client.ts";
import { systemClock } from "../settings/clock.ts";
import { optionsOf } from "../settings/process.ts";
import { ensureSecrets, type SecretName } from "./ensure-secrets.ts";

interface Options {
  readonly namespace: string;
  readonly secret: string;
  readonly certificate: Readonly<Record<string, string>>;
  readonly kedaClient: readonly SecretName[];
}

/** The two halves of a value. @throws InvalidArgumentError */
const halvesOf = (text: string, at: string): readonly [string, string] => {
  const [first, second, ...more] = text.split(at);
  if (first && second && more.length === 0) return [first, second];
  throw new InvalidArgumentError(`expected two names with ${at} between them`);
};

const { namespace, secret, certificate, kedaClient } = optionsOf<Options & Record<string, unknown>>(
  new Command("loadline-recommender credentials")
    .description(
      "Makes a Secret with the passwords, keys and certificates of an installation where there is none; one that is there stays.",
    )
    .requiredOption("--namespace <name>", "namespace of the Secret")
    .requiredOption("--secret <name>", "name of the Secret")
    .option(
      "--certificate <part=host>",
      "a certificate of the installation's own authority for a host, as PART.crt and PART.key; may be repeated",
      (text: string, before: Options["certificate"]) => ({ ...before, ...Object.fromEntries([halvesOf(text, "=")]) }),
      {},
    )
    .option(
      "--keda-client <namespace/name>",
      "a Secret with the certificate that KEDA shows, for its TriggerAuthentication; may be repeated",
      (text: string, before: Options["kedaClient"]) => {
        const [inNamespace, name] = halvesOf(text, "/");
        return [...before, { namespace: inNamespace, name }];
      },
      [],
    ),
);

try {
  const { call } = await kubernetesAccess();
  const wanted = { namespace, name: secret, certificates: certificate, kedaClients: kedaClient };
  const keys = await ensureSecrets(call, wanted, systemClock());
  const what = keys.length === 0 ? "has every key" : `was given ${keys.join(", ")}`;
  process.stdout.write(`Secret ${namespace}/${secret} ${what}\n`);
  process.exit(0);
} catch (error) {
  process.stderr.write(`Secret ${namespace}/${secret} was not made: ${reasonOf(error)}\n`);
  process.exit(1);
}
