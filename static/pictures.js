// Opens a picture that may distress in the place of its warning, when it is asked for. Without this file the warning leads to a page.
(() => {
  "use strict";
  document.addEventListener("click", (event) => {
    const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0;
    const link = plain && event.target.closest("a.withheld[data-src]");
    if (!link) return;
    event.preventDefault();
    const { src, srcset, sizes, width, height } = link.dataset;
    const words = link.querySelector("span");
    const picture = document.createElement("picture");
    if (srcset) {
      const source = document.createElement("source");
      Object.assign(source, { type: "image/webp", srcset, sizes });
      picture.append(source);
    }
    const img = document.createElement("img");
    Object.assign(img, { width, height, alt: words ? words.textContent : "" });
    picture.append(img);
    // Asked for only now.
    img.src = src;
    img.tabIndex = -1;
    link.replaceWith(picture);
    img.focus();
  });
})();
