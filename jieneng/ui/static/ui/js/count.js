// data-count-for="#id": keeps the number of characters of that field (without blanks and line breaks) in its <b>;
// data-limit on the same element marks it as too long with the class "over".
(function () {
  "use strict";
  function lengthOf(text) {
    return Array.from(text.replace(/\s/g, "")).length;
  }
  document.querySelectorAll("[data-count-for]").forEach(function (counter) {
    const field = document.querySelector(counter.dataset.countFor);
    if (!field) return;
    const number = counter.querySelector("b") || counter;
    const limit = Number(counter.dataset.limit || 0);
    function show() {
      const n = lengthOf(field.value);
      number.textContent = n.toLocaleString("en-US");
      counter.classList.toggle("over", limit > 0 && n > limit);
    }
    field.addEventListener("input", show);
    show();
  });
})();
