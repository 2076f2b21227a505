import { constants } from "node:fs";
import { open, stat } from "node:fs/promises";

/**
 * The text of a regular file of at most so many bytes: a pipe or a device may never end.
 * @throws Error for any other, and for one that is among `secrets`
 */
export const readBounded = async (path: string, most: number, secrets: readonly string[] = []): Promise<string> => {
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const found = await file.stat();
    if (!found.isFile()) throw new Error(`${path} is no regular file`);
    if (found.size > most) throw new Error(`${path} has more than ${most} bytes`);
    for (const secret of secrets) {
      const own = await stat(secret).catch(() => null);
      if (own?.ino === found.ino && own.dev === found.dev)
        throw new Error(`${path} is a secret of the agent itself, which only its broker is sent`);
    }
    return await file.readFile("utf8");
  } finally {
    await file.close();
  }
};
