/** Assumed, as no data sheet states it: how a card looks between idle and its power limit. */
const gpuBehaviour = {
  /** Data-centre cards idle at roughly a tenth of their limit. */
  idlePowerRatio: 0.12,
  /** Reading the weights for one sequence already keeps the memory busy. */
  loneRequestPowerRatio: 0.45,
  /** A cooled rack at no load; below the slowdown limits of these cards. */
  idleCelsius: 33,
  fullCelsius: 74,
  /** A heat sink follows the power within about half a minute. */
  temperatureSeconds: 30,
  /** Driver and firmware hold a small part of the memory. */
  idleMemoryRatio: 0.006,
} as const;

/** What one GPU does at present, as its replica reports it. */
export interface GpuActivity {
  /** Share of the time since the last reading with at least one running request, 0…1. */
  readonly busyRatio: number;
  /** Running requests as a share of the most that the engine runs at once, 0…1. */
  readonly batchRatio: number;
  /** Bytes that the engine holds on this GPU. */
  readonly memoryUsed: number;
}

/** What nvidia-smi would report of it, in base units. */
export interface GpuReading {
  readonly utilizationRatio: number;
  readonly memoryUtilizationRatio: number;
  readonly memoryTotal: number;
  readonly memoryUsed: number;
  readonly memoryReserved: number;
  readonly powerDrawWatts: number;
  readonly powerLimitWatts: number;
  readonly temperatureCelsius: number;
}

const idle: GpuActivity = { busyRatio: 0, batchRatio: 0, memoryUsed: 0 };

/** Power over idle as a share of the range up to the limit: a lone request takes much of it, a full batch all. */
const powerShare = ({ busyRatio, batchRatio }: GpuActivity): number => {
  const lone = gpuBehaviour.loneRequestPowerRatio;
  return busyRatio * (lone + (1 - lone) * Math.sqrt(Math.min(1, batchRatio)));
};

const settledTemperature = (share: number): number => {
  const { idleCelsius, fullCelsius } = gpuBehaviour;
  return idleCelsius + (fullCelsius - idleCelsius) * share;
};

/** Temperature after `seconds` on the way to what the power asks for (first-order lag). */
const nextTemperature = (before: number | null, settled: number, seconds: number): number =>
  before === null ? settled : settled + (before - settled) * Math.exp(-seconds / gpuBehaviour.temperatureSeconds);

/**
 * The reading of one GPU. Utilisation is how long a kernel ran, as the driver's does, so it is near 1 with a single
 * request already; power and memory activity show more.
 * @param activity null: no replica is placed on the GPU
 * @param before temperature of the reading before, null at the first; @param seconds time since then
 */
export const gpuReading = (
  limits: { readonly memory: number; readonly power: number },
  activity: GpuActivity | null,
  { before, seconds }: { readonly before: number | null; readonly seconds: number },
): GpuReading => {
  const now = activity ?? idle;
  const share = powerShare(now);
  const idlePower = limits.power * gpuBehaviour.idlePowerRatio;
  const reserved = limits.memory * gpuBehaviour.idleMemoryRatio;
  return {
    utilizationRatio: now.busyRatio,
    memoryUtilizationRatio: share,
    memoryTotal: limits.memory,
    memoryUsed: Math.min(now.memoryUsed, limits.memory - reserved),
    memoryReserved: reserved,
    powerDrawWatts: idlePower + (limits.power - idlePower) * share,
    powerLimitWatts: limits.power,
    temperatureCelsius: nextTemperature(before, settledTemperature(share), seconds),
  };
};
