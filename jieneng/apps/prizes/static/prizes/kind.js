// form[data-kind]: shows only the parts (data-for) that belong to the way that is chosen; without scripts all are shown.
(function () {
  "use strict";

  function bind(form) {
    const choices = form.querySelectorAll("[name=kind]");
    const parts = form.querySelectorAll("[data-for]");

    function settle() {
      const chosen = form.querySelector("[name=kind]:checked");
      parts.forEach(function (part) {
        part.hidden = Boolean(chosen) && part.dataset.for !== chosen.value;
      });
    }
    choices.forEach(function (choice) {
      choice.addEventListener("change", settle);
    });
    settle();
  }

  document.querySelectorAll("form[data-kind]").forEach(bind);
})();
