import type { Embedded } from "@loadline/planner/embedded";
import { createRoot } from "react-dom/client";
import "uplot/dist/uPlot.min.css";
import "./style.css";
import { App } from "./App.tsx";
import { ReportPage } from "./ReportPage.tsx";
import { startWorker } from "./worker.ts";

const startPage = (): void => {
  const place = document.getElementById("page");
  if (place === null) return;
  const embedded = JSON.parse(document.getElementById("embedded")?.textContent ?? "{}") as Embedded;
  const { report } = embedded;
  createRoot(place).render(report === undefined ? <App embedded={embedded} /> : <ReportPage report={report} />);
};

// One script for both, so that the catalogue is in the page once.
if (typeof document === "undefined") startWorker();
else startPage();
