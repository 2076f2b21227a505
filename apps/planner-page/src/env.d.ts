/** Text of deploy/examples/document.yaml, which the build puts in. */
declare const SAMPLE_PLAN: string;

declare module "*.css";
