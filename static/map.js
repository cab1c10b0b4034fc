// The map beside the timeline follows it: marks of the places whose entries are on the screen stand out. Without it every mark is a link.
(() => {
  const marks = new Map();
  for (const link of document.querySelectorAll(".rail .map a")) {
    marks.set(new URL(link.getAttribute("href"), location).pathname, link.querySelector("path"));
  }
  const placeOf = new Map();
  const shown = new Map();
  const follow = new IntersectionObserver(
    (changes) => {
      for (const { target, isIntersecting } of changes) {
        const mark = placeOf.get(target);
        const count = (shown.get(mark) ?? 0) + (isIntersecting ? 1 : shown.has(mark) ? -1 : 0);
        shown.set(mark, Math.max(0, count));
        mark.classList.toggle("now", count > 0);
      }
    },
    { rootMargin: "-10% 0px -35% 0px" },
  );
  for (const entry of document.querySelectorAll(".chron .e")) {
    const place = entry.querySelector(".k a");
    const mark = place && marks.get(place.pathname);
    if (!mark) continue;
    placeOf.set(entry, mark);
    follow.observe(entry);
  }
})();
