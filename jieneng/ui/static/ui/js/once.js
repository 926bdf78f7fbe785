// A form that has been sent is not sent a second time by a second click; data-many on the form allows it (downloads).
(function () {
  "use strict";
  function buttonsOf(form) {
    return Array.prototype.filter.call(document.querySelectorAll("button, input[type=submit]"), function (button) {
      return button.form === form && button.type === "submit";
    });
  }

  document.addEventListener("submit", function (event) {
    const form = event.target;
    if (event.defaultPrevented || form.method === "get" || "many" in form.dataset) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "1";
    // Only after the browser has put the form together: a disabled button is not sent.
    window.setTimeout(function () {
      buttonsOf(form).forEach(function (button) {
        if (button.disabled) return;
        button.disabled = true;
        button.dataset.once = "1";
      });
    }, 0);
  });

  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-sent]").forEach(function (form) {
      delete form.dataset.sent;
    });
    document.querySelectorAll("[data-once]").forEach(function (button) {
      button.disabled = false;
      delete button.dataset.once;
    });
  });
})();
