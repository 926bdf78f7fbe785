// input[data-find="selector"]: shows only those of the selected rows whose text holds what is typed. Hidden until now,
// since without scripts it does nothing.
(function () {
  "use strict";
  document.querySelectorAll("input[data-find]").forEach(function (input) {
    const rows = Array.from(document.querySelectorAll(input.dataset.find));
    input.hidden = false;
    input.addEventListener("input", function () {
      const words = input.value.trim().toLowerCase();
      rows.forEach(function (row) {
        row.hidden = words !== "" && !row.textContent.toLowerCase().includes(words);
      });
    });
    input.addEventListener("keydown", function (event) {
      if (event.key !== "Enter") return;
      event.preventDefault();
      const first = rows.find(function (row) {
        return !row.hidden;
      });
      const button = first && first.querySelector("button");
      if (button) button.click();
    });
  });
})();
