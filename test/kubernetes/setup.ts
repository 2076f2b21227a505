import { buildControlPlane, controlPlaneFolder, missingParts } from "./build-control-plane.ts";

/** Builds the control plane where that was not forbidden; where it is missing, its tests are skipped. */
export const setup = (): void => {
  if (missingParts().length === 0) return;
  const print = (line: string): void => void process.stderr.write(`${line}\n`);
  const forbidden = process.env["LOADLINE_KUBERNETES_BUILD"] === "no";
  const reason = forbidden ? `${controlPlaneFolder()} lacks ${missingParts().join(", ")}` : buildControlPlane(print);
  if (reason !== null) print(`not run: no Kubernetes control plane. ${reason}`);
};
