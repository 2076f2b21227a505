import { type RefObject, useEffect, useRef, useState } from "react";

/** How far below the sight an element counts as seen, so that it is there when it is scrolled to. */
const ahead = "300px";

/** Whether an element has ever been in sight: it starts as given and never goes back. */
export const useSeen = (inSight: boolean): readonly [RefObject<HTMLElement | null>, boolean] => {
  const element = useRef<HTMLElement>(null);
  const [seen, setSeen] = useState(inSight || typeof IntersectionObserver === "undefined");
  useEffect(() => {
    const target = element.current;
    if (seen || target === null) return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setSeen(true);
      },
      { rootMargin: ahead },
    );
    observer.observe(target);
    return () => observer.disconnect();
  }, [seen]);
  return [element, seen];
};
