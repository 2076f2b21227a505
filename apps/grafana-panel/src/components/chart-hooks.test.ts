// @vitest-environment jsdom
import { act, renderHook } from "@testing-library/react";
import type { KeyboardEvent } from "react";
import { expect, test } from "vitest";
import { type KeyboardCursorOptions, useKeyboardCursor } from "./chart-hooks.ts";

const options: KeyboardCursorOptions = {
  plot: { current: null },
  timesMs: [0, 1000, 2000],
  lines: [
    { label: "Load line", values: [10, null, 30] },
    { label: "Demand", values: [1, null, 3] },
  ],
  marks: [{ timeMs: 0, verdict: "scale-up", reason: "below-minimum" }],
  format: String,
  timeText: (timeMs) => `at ${timeMs}`,
};

const press = (key: string): KeyboardEvent => ({ key, preventDefault: () => undefined }) as unknown as KeyboardEvent;

test("arrows show time, values and mark at the cursor and skip gaps; Escape clears the text", () => {
  const { result } = renderHook(() => useKeyboardCursor(options));
  expect(result.current.text).toBe("");
  act(() => result.current.onKeyDown(press("ArrowLeft")));
  expect(result.current.text).toBe("at 2000; Demand 3; Load line 30");
  act(() => result.current.onKeyDown(press("ArrowLeft")));
  expect(result.current.text).toBe("at 0; Demand 1; Load line 10; Scale up: fewer replicas than the plan's minimum");
  act(() => result.current.onKeyDown(press("Escape")));
  expect(result.current.text).toBe("");
});
