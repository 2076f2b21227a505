interface Order {
  readonly readyAt: number;
  replicas: number;
}

/** Replicas of one deployment in a simulation: ready ones, and orders on their way, oldest first. */
export interface SimulatedFleet {
  ready: number;
  pending: number;
  readonly orders: Order[];
}

export const createFleet = (ready: number): SimulatedFleet => ({ ready, pending: 0, orders: [] });

/** Orders whose time has come serve from now on. */
export const receiveOrders = (fleet: SimulatedFleet, now: number): void => {
  for (let first = fleet.orders[0]; first !== undefined && first.readyAt <= now; first = fleet.orders[0]) {
    fleet.ready += first.replicas;
    fleet.pending -= first.replicas;
    fleet.orders.shift();
  }
};

/** Cancels the newest orders first, then lets ready replicas go. */
const release = (fleet: SimulatedFleet, replicas: number): void => {
  let left = replicas;
  for (let last = fleet.orders.at(-1); last !== undefined && left > 0; last = fleet.orders.at(-1)) {
    const cancelled = Math.min(left, last.replicas);
    last.replicas -= cancelled;
    fleet.pending -= cancelled;
    left -= cancelled;
    if (last.replicas === 0) fleet.orders.pop();
  }
  fleet.ready -= left;
};

/** Moves the count to what is wanted; what is added serves from `readyAt`. */
export const retarget = (fleet: SimulatedFleet, desired: number, readyAt: number): void => {
  const change = desired - fleet.ready - fleet.pending;
  if (change > 0) {
    fleet.orders.push({ readyAt, replicas: change });
    fleet.pending += change;
  } else {
    release(fleet, -change);
  }
};
