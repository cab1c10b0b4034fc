// What every page does before it is drawn: it is light or dark as its reader chose, so that none flashes, and it stays as without scripts
// where another script cannot be had. The choice is kept in this browser alone, in no cookie, and is sent to nobody.
(function () {
  "use strict";
  var NAME = "dateline-theme";
  var root = document.documentElement;
  var kept = function () {
    try {
      return localStorage.getItem(NAME);
    } catch (refused) {
      return null;
    }
  };
  var show = function (theme) {
    if (theme === "light" || theme === "dark") root.setAttribute("data-theme", theme);
    else root.removeAttribute("data-theme");
  };
  show(kept());
  // Loads that fail are told on their way down only.
  window.addEventListener("error", function (event) {
    if (event.target.nodeName === "SCRIPT") root.setAttribute("data-plain", "");
  }, true);
  document.addEventListener("DOMContentLoaded", function () {
    var label = document.querySelector(".theme");
    if (!label) return;
    var select = label.querySelector("select");
    select.value = root.getAttribute("data-theme") || "";
    label.hidden = false;
    select.addEventListener("change", function () {
      show(select.value);
      try {
        if (select.value) localStorage.setItem(NAME, select.value);
        else localStorage.removeItem(NAME);
      } catch (refused) {
        // For this page alone, then.
      }
    });
    // In the site's other windows too.
    window.addEventListener("storage", function (event) {
      if (event.key !== NAME && event.key !== null) return;
      show(event.newValue);
      select.value = root.getAttribute("data-theme") || "";
    });
  });
})();
