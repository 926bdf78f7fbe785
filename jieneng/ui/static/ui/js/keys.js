// form[data-save-keys]: Ctrl+S (or ⌘S) sends the form as its first button would.
(function () {
  "use strict";
  document.addEventListener("keydown", function (event) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== "s") return;
    const form = document.querySelector("form[data-save-keys]");
    if (!form) return;
    event.preventDefault();
    const button = form.querySelector("button[type=submit]:not([form])");
    if (button) button.click();
  });
})();
