// jsdom has none; uPlot asks for the pixel ratio when it is imported. Tests of pure code have no window at all.
if (typeof window !== "undefined") {
  window.matchMedia = (media: string): MediaQueryList =>
    Object.assign(new EventTarget(), {
      media,
      matches: false,
      onchange: null,
      addListener: () => undefined,
      removeListener: () => undefined,
    });
}
