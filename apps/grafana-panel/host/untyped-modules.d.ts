// Shared with the plugin without being used here.
declare module "systemjs/dist/system.js";
declare module "systemjs/dist/extras/amd.js";
declare module "@emotion/react";
declare module "lodash";
declare module "moment";
