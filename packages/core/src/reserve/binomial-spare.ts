/** Steady share of the time that a replica is down, of which any of its GPUs stops it. */
export const downShare = (gpusPerReplica: number, meanTimeBetweenFailures: number, repairTime: number): number => {
  const rate = (gpusPerReplica * repairTime) / meanTimeBetweenFailures;
  return rate / (1 + rate);
};

/** P(at most `allowed` of `total` are down), each down with probability `down`; terms in logarithms. */
const atMost = (allowed: number, total: number, down: number): number => {
  let term = total * Math.log1p(-down);
  let sum = Math.exp(term);
  for (let k = 1; k <= allowed; k++) {
    term += Math.log((total - k + 1) / k) + Math.log(down) - Math.log1p(-down);
    sum += Math.exp(term);
  }
  return sum;
};

/** Smallest whole number for which `holds` is true; it stays true from there on. */
const smallest = (holds: (count: number) => boolean): number => {
  let high = 1;
  while (!holds(high)) high *= 2;
  let low = 0;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
};

/**
 * Fewest spare replicas k such that of N + k at least N are up with probability `availability`.
 * Replicas fail independently. Never falls with N, the down share or the availability.
 */
export const failureSpare = (needed: number, down: number, availability: number): number =>
  needed === 0 || down <= 0 ? 0 : smallest((spare) => atMost(spare, needed + spare, down) >= availability);
