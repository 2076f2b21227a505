import type { Inventory } from "@loadline/wire";

const resendSeconds = 3600;

/** Decides when the inventory is to be sent: when it changed, hourly, and again when it was lost on the way. */
export class InventoryDesk {
  #sent: { readonly hash: string; readonly at: number } | null = null;

  /** @param now seconds of the elapsed clock */
  isDue(inventory: Inventory, now: number): boolean {
    return this.#sent === null || this.#sent.hash !== inventory.hash || now - this.#sent.at >= resendSeconds;
  }

  sent(inventory: Inventory, now: number): void {
    this.#sent = { hash: inventory.hash, at: now };
  }

  /** The last one did not arrive. */
  lost(): void {
    this.#sent = null;
  }
}
