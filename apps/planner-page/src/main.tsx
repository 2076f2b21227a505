import { createRoot } from "react-dom/client";
import "uplot/dist/uPlot.min.css";
import "./style.css";
import { App } from "./App.tsx";
import { firstQuestion, type Given } from "./question.ts";
import { type Parts, startWorker } from "./worker.ts";

/** What a command wrote into the page: a question with its answer. */
interface Embedded extends Parts {
  readonly given?: Given;
}

const startPage = (): void => {
  const place = document.getElementById("page");
  const text = document.getElementById("embedded")?.textContent ?? "{}";
  const { given, ...parts } = JSON.parse(text) as Embedded;
  if (place !== null) createRoot(place).render(<App first={given ?? firstQuestion} embedded={parts} />);
};

// One script for both, so that the catalogue is in the page once.
if (typeof document === "undefined") startWorker();
else startPage();
