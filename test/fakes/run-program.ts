import { type Faults, withFaults } from "./faults.ts";
import type { Answer } from "./nvidia-smi.ts";

/** What a fake program does to the world. */
export interface ProgramIo {
  readonly stdout: (bytes: Buffer) => void;
  readonly stderr: (text: string) => void;
  readonly sleep: (seconds: number) => Promise<void>;
  readonly ignoreSigterm: () => void;
}

/** Timers of Node end after 24 days at most; this comes again. */
const foreverSeconds = 86_400;

/** Plays a program until it ends; answers its exit code. In loop mode the answer comes again until somebody ends it. */
export const runProgram = async (answer: () => Answer, faults: () => Faults, io: ProgramIo): Promise<number> => {
  for (;;) {
    const wrong = faults();
    if (wrong.ignoreSigterm) io.ignoreSigterm();
    while (wrong.hang) await io.sleep(foreverSeconds);
    await io.sleep(wrong.delaySeconds);
    const { stdout, stderr, exitCode, repeatSeconds } = answer();
    io.stdout(withFaults(stdout, wrong));
    io.stderr(stderr);
    if (repeatSeconds === null || exitCode !== 0) return exitCode;
    await io.sleep(repeatSeconds);
  }
};
