import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { smallFleet } from "../../../test/fleet/small-fleet.ts";
import { fleetMetrics, fleetStatus } from "../status.ts";
import { DayScript } from "./day-script.ts";
import type { DeploymentFleet } from "./deployment-fleet.ts";
import { fleetClock } from "./fleet.ts";

const outstanding = ({ replicas, router }: DeploymentFleet): number =>
  router.waiting + replicas.reduce((sum, replica) => sum + replica.outstanding, 0);

const counts = (deployment: DeploymentFleet): readonly number[] =>
  (["ready", "pending", "draining"] as const).map((state) => deployment.inState(state).length);

const step = fc.oneof(
  fc.record({ kind: fc.constant("scale" as const), desired: fc.nat(12) }),
  fc.record({ kind: fc.constant("advance" as const), seconds: fc.double({ min: 0.01, max: 20, noNaN: true }) }),
);

describe("the fleet", () => {
  test("whatever it is asked for, no GPU holds two replicas and no request is lost", () =>
    fc.assert(
      fc.property(fc.nat(), fc.array(step, { maxLength: 25 }), (seed, steps) => {
        const { fleet, deployment } = smallFleet({ seed, gpusPerReplica: 2 });
        fleet.begin(deployment, 2);
        for (const each of steps) {
          if (each.kind === "scale") fleet.scale(deployment, each.desired);
          else fleet.advanceTo(fleet.time + each.seconds);
          const used = fleet.replicas.flatMap(({ placement }) => placement.gpuUuids);
          expect(new Set(used).size).toBe(used.length);
          expect(used.length).toBe(2 * deployment.replicas.length);
          const { arrived, finished, rejected, timedOut, aborted } = deployment.router.totals;
          expect(arrived).toBe(finished + rejected + timedOut + aborted + outstanding(deployment));
        }
      }),
      { numRuns: 40 },
    ));

  test("the same seed leads to the same fleet, however time is cut into ticks", () =>
    fc.assert(
      fc.property(
        fc.nat(),
        fc.array(fc.double({ min: 0.001, max: 3, noNaN: true }), { maxLength: 15 }),
        (seed, ticks) => {
          const [once, often] = [smallFleet({ seed }), smallFleet({ seed })];
          for (const { fleet, deployment } of [once, often]) fleet.begin(deployment, 3);
          let time = 0;
          for (const tick of ticks) {
            time += tick;
            often.fleet.advanceTo(time);
          }
          once.fleet.advanceTo(60);
          often.fleet.advanceTo(60);
          expect(fleetStatus(often.fleet)).toEqual(fleetStatus(once.fleet));
          const snapshots = ({ deployment }: typeof once) => deployment.replicas.map(({ snapshot }) => snapshot);
          expect(snapshots(often)).toEqual(snapshots(once));
        },
      ),
      { numRuns: 30 },
    ));

  test("a replica is pending for its lead time and serves after it", () => {
    const { fleet, deployment } = smallFleet({ leadTimeSeconds: 5 });
    fleet.scale(deployment, 1);
    fleet.advanceTo(4.9);
    expect(counts(deployment)).toEqual([0, 1, 0]);
    expect(deployment.replicas[0]?.metrics).toBeNull();
    const waiting = deployment.router.waiting;
    expect(waiting).toBeGreaterThan(0);
    fleet.advanceTo(5.3);
    expect(counts(deployment)).toEqual([1, 0, 0]);
    expect(deployment.router.waiting).toBe(0);
    expect(deployment.replicas[0]?.outstanding).toBeGreaterThan(0);
  });

  test("a draining replica gets no request, finishes what it runs and leaves", () => {
    const { fleet, deployment } = smallFleet();
    fleet.begin(deployment, 3);
    fleet.advanceTo(30);
    fleet.scale(deployment, 2);
    const [draining] = deployment.inState("draining");
    const before = draining?.outstanding ?? 0;
    fleet.advanceTo(30.1);
    expect(draining?.outstanding).toBeLessThanOrEqual(before);
    fleet.advanceTo(90.3);
    expect(counts(deployment)).toEqual([2, 0, 0]);
    expect(deployment.replicas).not.toContain(draining);
  });

  test("a draining replica that is not done after a minute leaves, and its requests count as aborted", () => {
    const { fleet, deployment } = smallFleet({ secondsPerToken: 30 });
    fleet.begin(deployment, 2);
    fleet.advanceTo(10);
    fleet.scale(deployment, 1);
    const outstandingThen = deployment.inState("draining")[0]?.outstanding;
    fleet.advanceTo(69.9);
    expect(counts(deployment)).toEqual([1, 0, 1]);
    expect(deployment.router.totals.aborted).toBe(0);
    fleet.advanceTo(70.2);
    expect(counts(deployment)).toEqual([1, 0, 0]);
    expect(deployment.router.totals.aborted).toBe(outstandingThen);
    expect(outstandingThen).toBeGreaterThan(0);
  });

  test("a failed node loses its replicas, others start at once elsewhere, and none there until it is back", () => {
    const { fleet, deployment } = smallFleet({ nodes: 2, gpusPerNode: 4, leadTimeSeconds: 5 });
    fleet.begin(deployment, 4);
    fleet.advanceTo(1);
    const [gone] = fleet.nodes;
    if (gone === undefined) throw new RangeError("the small fleet has nodes");
    fleet.fail(new Set([gone.name]));
    expect(counts(deployment)).toEqual([2, 2, 2]);
    fleet.advanceTo(7);
    const nodesOf = () => new Set(deployment.replicas.map(({ placement }) => placement.node));
    expect([counts(deployment), nodesOf()]).toEqual([[4, 0, 0], new Set(["pool-2"])]);
    expect(fleet.scale(deployment, 5).unplaced).toBe(1);
    fleet.giveBack();
    expect(fleet.scale(deployment, 5).unplaced).toBe(0);
  });

  test("of the built-in day slows nothing down where no replica is ready, and has no words for it", () => {
    const script = new DayScript(720);
    const { fleet } = smallFleet({ nodes: 1, leadTimeSeconds: 2, script });
    fleet.advanceTo((12 - 6) * 5);
    expect(script.caption).toBe("");
  });

  test("of the built-in day fails a node for two hours, slows an engine for one and a half, and states what happens", () => {
    const script = new DayScript(720);
    const { fleet, deployment } = smallFleet({ nodes: 2, leadTimeSeconds: 2, script });
    fleet.begin(deployment, 4);
    const at = (hour: number) => {
      fleet.advanceTo((hour - 6) * 5);
      const slow = deployment.replicas.filter(({ slowness }) => slowness > 1).length;
      return [script.caption.split(/[ :]/)[0], fleetStatus(fleet).failedNode, slow];
    };
    expect([7, 9.5].map(at)).toEqual([
      ["Morning", null, 0],
      ["Node", "pool-1", 0],
    ]);
    expect([counts(deployment), deployment.replicas.map(({ placement }) => placement.node)]).toEqual([
      [4, 0, 0],
      Array(4).fill("pool-2"),
    ]);
    expect([11.2, 12, 13.2, 14, 30].map(at)).toEqual([
      ["All", null, 0],
      ["Engine", null, 1],
      ["All", null, 0],
      ["Burst", null, 0],
      ["Morning", null, 0],
    ]);
    expect(fleetMetrics(fleet)).toContain('fleet_caption_info{caption="Morning: ');
  });

  test("what cannot be placed is reported", () => {
    const { fleet, deployment } = smallFleet({ nodes: 1, gpusPerNode: 4, gpusPerReplica: 2 });
    fleet.begin(deployment, 1);
    expect(fleet.scale(deployment, 4)).toEqual({
      desired: 4,
      aim: 2,
      started: 1,
      unplaced: 2,
      drained: 0,
      cancelled: 0,
    });
  });

  test("requests without any replica wait, and are given up after a minute", () => {
    const { fleet, deployment } = smallFleet();
    fleet.advanceTo(59);
    expect(deployment.router.totals.timedOut).toBe(0);
    expect(deployment.router.waiting).toBe(deployment.router.totals.arrived);
    fleet.advanceTo(120);
    expect(deployment.router.totals.timedOut).toBeGreaterThan(0);
  });

  test("the work is spread: with equal replicas none has two requests more than another", () => {
    const { fleet, deployment } = smallFleet();
    fleet.begin(deployment, 4);
    const spread: number[] = [];
    for (let time = 1; time < 60; time += 1) {
      fleet.advanceTo(time);
      const loads = deployment.replicas.map((replica) => replica.outstanding);
      spread.push(Math.max(...loads) - Math.min(...loads));
    }
    expect(spread.reduce((sum, each) => sum + each, 0) / spread.length).toBeLessThan(2);
  });

  test("the status counts replicas and GPUs", () => {
    const { fleet, deployment } = smallFleet({ gpusPerReplica: 2 });
    fleet.begin(deployment, 3);
    const status = fleetStatus(fleet);
    expect(status.deployments[0]).toEqual({ name: "chat", ready: 3, pending: 0, draining: 0 });
    expect(status.nodes.map(({ freeGpus }) => freeGpus)).toEqual([0, 2]);
  });

  test("GPUs of a serving replica are busy and warm with weights, free ones are neither", () => {
    const { fleet, deployment } = smallFleet({ nodes: 1, gpusPerNode: 2 });
    fleet.begin(deployment, 1);
    fleet.advanceTo(30);
    const activityOf = fleet.takeActivity();
    const [used, free] = (fleet.nodes[0]?.gpus ?? []).map(({ uuid }) => activityOf(uuid));
    expect(free).toBeNull();
    expect(used?.busyRatio).toBeGreaterThan(0);
    expect(used?.busyRatio).toBeLessThanOrEqual(1);
    expect(used?.memoryUsed).toBeGreaterThan(19e9);
  });
});

test("the fleet's clock follows real time, and pauses while the process is held up", () => {
  const instants = [100, 100.1, 100.6, 3700.6, 3700.7];
  let index = 0;
  const time = fleetClock(() => instants[index++] ?? 0);
  expect([time(), time(), time(), time()].map((each) => Number(each.toFixed(6)))).toEqual([0.1, 0.6, 1.6, 1.7]);
});
