import * as emotionCss from "@emotion/css";
import * as emotionReact from "@emotion/react";
import * as grafanaData from "@grafana/data";
import * as grafanaRuntime from "@grafana/runtime";
import * as grafanaUi from "@grafana/ui";
import * as i18next from "i18next";
import * as lodash from "lodash";
import * as moment from "moment";
import * as react from "react";
import * as jsxDevRuntime from "react/jsx-dev-runtime";
import * as jsxRuntime from "react/jsx-runtime";
import * as reactDom from "react-dom";
import * as rxjs from "rxjs";
import * as rxjsOperators from "rxjs/operators";

/** Modules that a plugin gets from the page instead of bundling its own copy. */
export const sharedModules: Readonly<Record<string, object>> = {
  "@emotion/css": emotionCss,
  "@emotion/react": emotionReact,
  "@grafana/data": grafanaData,
  "@grafana/runtime": grafanaRuntime,
  "@grafana/ui": grafanaUi,
  i18next,
  lodash,
  moment,
  react,
  "react-dom": reactDom,
  "react/jsx-dev-runtime": jsxDevRuntime,
  "react/jsx-runtime": jsxRuntime,
  rxjs,
  "rxjs/operators": rxjsOperators,
};
