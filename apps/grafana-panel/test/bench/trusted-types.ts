interface PolicyOptions {
  readonly createHTML: (text: string) => string;
  readonly createScript: (text: string) => string;
  readonly createScriptURL: (text: string) => string;
}

interface TrustedTypes {
  createPolicy(name: string, options: PolicyOptions): unknown;
}

declare global {
  interface Window {
    trustedTypes?: TrustedTypes;
    /** What was refused to become code or markup, in order. */
    __refused?: string[];
  }
}

/** Libraries of the page try out what the browser can do, and the plugin's code is evaluated, while it loads. */
const loading = (): boolean => document.body.dataset["loadlineState"] === "loading";

// From then on no text may become markup or code. What is refused is written down for whoever drives the page.
// It has to run before any other code does.
const refuse =
  (kind: string) =>
  (text: string): string => {
    if (loading()) return text;
    window.__refused = [...(window.__refused ?? []), `${kind}: ${text.slice(0, 200)}`];
    throw new TypeError(`${kind} from text is refused`);
  };

window.trustedTypes?.createPolicy("default", {
  createHTML: refuse("markup"),
  createScript: refuse("code"),
  createScriptURL: refuse("address of code"),
});

export {};
