/** Exact queues to compare with; service takes one second on average. */
interface Queue {
  readonly count: number;
  readonly load: number;
}

/** Quantile of the wait in M/M/c. @source Erlang 1917; Kleinrock, Queueing Systems I, 3.5 */
export const erlangQuantile = ({ count, load, share }: Queue & { readonly share: number }): number => {
  let blocked = 1;
  for (let server = 1; server <= count; server++) {
    blocked = (count * load * blocked) / (server + count * load * blocked);
  }
  const waiting = blocked / (1 - load * (1 - blocked));
  return Math.max(0, Math.log(waiting / (1 - share)) / (count * (1 - load)));
};

const poissonTerms = (mean: number, size: number): Float64Array => {
  const terms = new Float64Array(size);
  let log = -mean;
  for (let index = 0; index < size; index++) {
    terms[index] = Math.exp(log);
    log += Math.log(mean / (index + 1));
  }
  return terms;
};

/** Stationary number in M/D/c: who is there after a service time is who was not served in it, and who came. */
const stationary = ({ count, load }: Queue): Float64Array => {
  const spread = Math.ceil(20 / (1 - load));
  const size = count + Math.ceil(8 * Math.sqrt(count)) + spread;
  const coming = poissonTerms(count * load, size);
  let now: Float64Array = new Float64Array(size);
  now[0] = 1;
  const rounds = Math.ceil(30 / (1 - load) ** 2 / count) + 60;
  for (let round = 0; round < rounds; round++) {
    const next = new Float64Array(size);
    for (let here = 0; here < size; here++) {
      const left = Math.max(0, here - count);
      const chance = now[here] as number;
      if (chance < 1e-14) continue;
      for (let there = left; there < size; there++) {
        next[there] = (next[there] as number) + chance * (coming[there - left] as number);
      }
    }
    now = next;
  }
  return now;
};

/**
 * Distribution of the wait in M/D/c, whose terms are all positive.
 * @source Crommelin 1932; Franx 2001, https://doi.org/10.1016/S0167-6377(01)00108-0
 */
export const crommelin = (queue: Queue): ((wait: number) => number) => {
  const { count, load } = queue;
  const numbers = stationary(queue);
  const inSystem = new Float64Array(numbers.length);
  numbers.reduce((sum, chance, index) => {
    inSystem[index] = sum + chance;
    return sum + chance;
  }, 0);
  const inLineUpTo = (most: number): number => inSystem[Math.min(inSystem.length - 1, count + most)] as number;
  return (wait) => {
    const services = Math.floor(wait) + 1;
    const terms = poissonTerms(Math.max(1e-12, count * load * (services - wait)), services * count);
    return terms.reduce((sum, term, place) => sum + term * inLineUpTo(services * count - 1 - place), 0);
  };
};

/** Points of the time left of a batch that are averaged over. */
const residuals = 200;

/**
 * Distribution of the wait in M/D^[b]/1, whose batches are all that waits when the last one ends, up to `count`: who waits
 * at the ends of batches follows the recursion of M/D/c. One who comes to an idle server does not wait; one who comes
 * during a batch waits for its rest and for whole batches of those before.
 * @source Bailey 1954, https://doi.org/10.1111/j.2517-6161.1954.tb00149.x
 */
export const bulkService = (queue: Queue): ((wait: number) => number) => {
  const { count, load } = queue;
  const rate = count * load;
  const atEnds = stationary(queue);
  const idle = (atEnds[0] as number) / (rate + (atEnds[0] as number));
  // Left over when a batch begins.
  const left = new Float64Array(atEnds.length);
  atEnds.forEach((chance, waiting) => {
    const over = Math.max(0, waiting - count);
    left[over] = (left[over] as number) + chance;
  });
  return (wait) => {
    let share = 0;
    for (let point = 0; point < residuals; point++) {
      const rest = (point + 1 / 2) / residuals;
      if (rest > wait) continue;
      const most = count * (Math.floor(wait - rest) + 1);
      const came = poissonTerms(rate * (1 - rest), most);
      let upTo = 0;
      for (let ahead = 0; ahead < most; ahead++) {
        upTo += came[ahead] as number;
        // Those left over and those who came before are fewer than the batches take.
        share += ((left[most - 1 - ahead] ?? 0) * upTo) / residuals;
      }
    }
    return idle + (1 - idle) * share;
  };
};
