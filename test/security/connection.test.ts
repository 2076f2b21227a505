import { writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { connectNats } from "@loadline/runtime/nats";
import type { BrokerSecurity } from "@loadline/runtime/settings";
import { startTestNatsServer, type TestNatsServer } from "@loadline/servers";
import { type TestCertificates, testCertificates } from "@loadline/servers/testing/test-certificates";
import { nkeys } from "@nats-io/transport-node";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";

let certificates: TestCertificates;
let servers: TestNatsServer[] = [];
const file = (name: string): string => certificates.file(name);

beforeAll(() => {
  certificates = testCertificates({ ca: ["server", "client"], "other-ca": ["stranger"] });
});
afterEach(async () => {
  for (const server of servers) await server.stop();
  servers = [];
});
afterAll(() => certificates.remove());

const launch = async (configuration: string): Promise<string> => {
  writeFileSync(file("nats.conf"), configuration);
  const server = await startTestNatsServer({ config: file("nats.conf") });
  servers.push(server);
  return `localhost:${new URL(server.url).port}`;
};

const none: BrokerSecurity = {
  natsCaFile: null,
  natsCertificateFile: null,
  natsKeyFile: null,
  natsCredentialsFile: null,
  natsNkeyFile: null,
  natsTokenFile: null,
};

const tls = (more = ""): string =>
  `tls { cert_file: "${file("server.pem")}", key_file: "${file("server.key")}", ca_file: "${file("ca.pem")}"${more} }`;

const reaches = async (server: string, security: Partial<BrokerSecurity> = {}): Promise<boolean> => {
  try {
    const connection = await connectNats({ server, name: "test", wait: false, security: { ...none, ...security } });
    await connection.flush();
    await connection.close();
    return true;
  } catch {
    return false;
  }
};

test("with tls:// a server without TLS gets no credential", async () => {
  let received = "";
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.on("data", (data) => {
      received += data.toString();
    });
    socket.write('INFO {"server_id":"X","version":"2.15.1","proto":1,"headers":true,"max_payload":1048576}\r\n');
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const settings = { name: "test", wait: false, user: "node", password: "top-secret" };
  await expect(connectNats({ ...settings, server: `tls://127.0.0.1:${port}` })).rejects.toMatchObject({
    code: "LL_NATS_UNREACHABLE",
    detail: { detail: expect.stringContaining("does not support 'tls'") },
  });
  expect(received).not.toContain("top-secret");
  server.close();
});

test("the broker's certificate is verified with the CA that is given", async () => {
  const host = await launch(tls());
  expect(await reaches(`tls://${host}`, { natsCaFile: file("ca.pem") })).toBe(true);
  expect(await reaches(`tls://${host}`, { natsCaFile: file("other-ca.pem") })).toBe(false);
  expect(await reaches(`tls://${host}`)).toBe(false);
});

test("a broker that verifies clients lets in those with a certificate", async () => {
  const host = await launch(tls(", verify: true"));
  const natsCaFile = file("ca.pem");
  const certified = (name: string) => ({
    natsCaFile,
    natsCertificateFile: file(`${name}.pem`),
    natsKeyFile: file(`${name}.key`),
  });
  expect(await reaches(`tls://${host}`, certified("client"))).toBe(true);
  expect(await reaches(`tls://${host}`, certified("stranger"))).toBe(false);
});

test("an nkey user comes in by its seed", async () => {
  const [known, stranger] = [nkeys.createUser(), nkeys.createUser()];
  const host = await launch(`authorization { users: [ { nkey: ${known.getPublicKey()} } ] }`);
  for (const [name, pair] of Object.entries({ known, stranger })) {
    writeFileSync(file(`${name}.nk`), `${new TextDecoder().decode(pair.getSeed())}\n`);
  }
  expect(await reaches(host, { natsNkeyFile: file("known.nk") })).toBe(true);
  expect(await reaches(host, { natsNkeyFile: file("stranger.nk") })).toBe(false);
});

test("a token comes in by its file, without the end of its line", async () => {
  const host = await launch('authorization { token: "a-token" }');
  writeFileSync(file("token"), "a-token\n");
  writeFileSync(file("other-token"), "another-token\n");
  expect(await reaches(host, { natsTokenFile: file("token") })).toBe(true);
  expect(await reaches(host, { natsTokenFile: file("other-token") })).toBe(false);
});

test("user and password in the address are used, and are in no error", async () => {
  const host = await launch('authorization { users: [ { user: "node", password: "p@ss/word" } ] }');
  expect(await reaches(`nats://node:${encodeURIComponent("p@ss/word")}@${host}`)).toBe(true);
  expect(await reaches(host)).toBe(false);
  const refused = connectNats({ server: `nats://node:wrong-secret@${host}`, name: "test", wait: false });
  const error = await refused.then(
    () => null,
    (thrown: unknown) => thrown as Error & { code: string },
  );
  expect(error?.code).toBe("LL_NATS_REFUSED");
  expect(error?.message).not.toContain("wrong-secret");
});
