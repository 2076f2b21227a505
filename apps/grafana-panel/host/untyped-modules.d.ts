// Shared as they are; nothing here reads them.
declare module "systemjs/dist/system.js";
declare module "systemjs/dist/extras/amd.js";
declare module "@emotion/react";
declare module "lodash";
declare module "moment";
