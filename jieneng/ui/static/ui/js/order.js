// [data-order]: its [data-item]s can be dragged into another order; the form they stand in sends them as they lie. With
// the keyboard their own buttons do the same.
(function () {
  "use strict";
  document.querySelectorAll("[data-order]").forEach(function (list) {
    let held = null;
    list.querySelectorAll("[data-item]").forEach(function (item) {
      item.draggable = true;
      // A field inside is for writing, not for dragging.
      item.querySelectorAll("input, textarea").forEach(function (field) {
        field.addEventListener("focus", function () {
          item.draggable = false;
        });
        field.addEventListener("blur", function () {
          item.draggable = true;
        });
      });
    });
    list.addEventListener("dragstart", function (event) {
      held = event.target.closest("[data-item]");
      if (!held) return;
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", "");
      held.classList.add("held");
    });
    list.addEventListener("dragover", function (event) {
      const over = event.target.closest("[data-item]");
      if (!held || !over) return;
      event.preventDefault();
      if (over === held) return;
      const items = Array.from(list.children);
      list.insertBefore(held, items.indexOf(held) < items.indexOf(over) ? over.nextSibling : over);
    });
    list.addEventListener("drop", function (event) {
      event.preventDefault();
    });
    list.addEventListener("dragend", function () {
      if (held) held.classList.remove("held");
      held = null;
    });
  });
})();
