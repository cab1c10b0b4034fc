// A box over the index of actors that leaves only the names with the letters typed. The index is whole without it.
(function () {
  "use strict";
  var fold = self.datelineFolding.fold;
  document.querySelectorAll(".filtered").forEach(function (list) {
    var items = Array.prototype.map.call(list.querySelectorAll("li"), function (item) {
      return { item: item, text: fold(item.textContent) };
    });
    if (items.length < 8) return;
    var box = document.createElement("input");
    var name = list.getAttribute("data-filter");
    box.className = "filter";
    box.type = "search";
    box.autocomplete = "off";
    box.placeholder = name;
    box.setAttribute("aria-label", name);
    list.parentNode.insertBefore(box, list);
    box.addEventListener("input", function () {
      var wanted = fold(box.value);
      items.forEach(function (entry) {
        entry.item.hidden = wanted !== "" && entry.text.indexOf(wanted) < 0;
      });
      list.querySelectorAll(".group").forEach(function (group) {
        group.hidden = !group.querySelector("li:not([hidden])");
      });
    });
  });
})();
