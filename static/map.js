// The map beside the timeline follows it: marks of the places whose entries are on the screen stand out. An area of it can be chosen: the explorer
// then shows what happened there, and the address holds it. Without scripts every mark is a link.
(() => {
  const svg = document.querySelector(".rail .map > svg");
  if (!svg) return;
  const marks = new Map();
  for (const link of svg.querySelectorAll("a")) marks.set(new URL(link.getAttribute("href"), location).pathname, link.querySelector("path"));

  const markOf = new Map();
  const shown = new Map();
  const follow = new IntersectionObserver(
    (changes) => {
      for (const { target, isIntersecting } of changes) {
        const mark = markOf.get(target);
        const seen = shown.get(mark) ?? new Set();
        shown.set(mark, seen);
        seen[isIntersecting ? "add" : "delete"](target);
        mark.classList.toggle("now", seen.size > 0);
      }
    },
    { rootMargin: "-10% 0px -35% 0px" },
  );
  for (const entry of document.querySelectorAll(".chron .e")) {
    const place = entry.querySelector(".k a");
    const mark = place && marks.get(place.pathname);
    if (!mark) continue;
    markOf.set(entry, mark);
    follow.observe(entry);
  }

  const choice = document.querySelector(".rail .area");
  if (!choice || !document.querySelector("[data-explore]")) return;
  const button = choice.firstElementChild;
  choice.hidden = false;
  const choosing = (yes) => {
    button.setAttribute("aria-pressed", yes);
    svg.classList.toggle("choosing", yes);
  };
  button.addEventListener("click", () => choosing(button.getAttribute("aria-pressed") !== "true"));
  svg.addEventListener("keydown", ({ key }) => { if (key === "Escape") choosing(false); });

  const at = ({ clientX, clientY }) => new DOMPoint(clientX, clientY).matrixTransform(svg.getScreenCTM().inverse());
  let from = null;
  let frame = null;
  const boxTo = (to) => ({ x: Math.min(from.x, to.x), y: Math.min(from.y, to.y), width: Math.abs(from.x - to.x), height: Math.abs(from.y - to.y) });
  svg.addEventListener("pointerdown", (event) => {
    if (!svg.classList.contains("choosing")) return;
    event.preventDefault();
    from = at(event);
    frame = document.createElementNS(svg.namespaceURI, "rect");
    frame.setAttribute("class", "chosen");
    svg.append(frame);
    svg.setPointerCapture(event.pointerId);
  });
  svg.addEventListener("pointermove", (event) => {
    if (!from) return;
    for (const [name, value] of Object.entries(boxTo(at(event)))) frame.setAttribute(name, value);
  });
  svg.addEventListener("click", (event) => { if (svg.classList.contains("choosing")) event.preventDefault(); }, true);
  svg.addEventListener("pointerup", (event) => {
    if (!from) return;
    const box = boxTo(at(event));
    from = null;
    frame.remove();
    const inside = [...marks.values()].filter((mark) => {
      const { x, y, width, height } = mark.getBBox();
      const [middle, level] = [x + width / 2, y + height / 2];
      return middle >= box.x && middle <= box.x + box.width && level >= box.y && level <= box.y + box.height;
    });
    if (inside.length === 0) return;
    choosing(false);
    const query = new URLSearchParams(location.hash.startsWith("#?") ? location.hash.slice(2) : location.search);
    query.delete("place");
    for (const { dataset } of inside) query.append("place", dataset.place);
    const target = new URL(location.href);
    target.search = query;
    target.hash = "";
    try {
      history.pushState(null, "", target);
      dispatchEvent(new PopStateEvent("popstate"));
    } catch {
      // From a disk the part after the sign is free everywhere; the explorer hears of its change.
      location.hash = `?${query}`;
    }
  });
})();
