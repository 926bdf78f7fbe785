// form[data-filter]: choosing in a select applies the filter at once; empty conditions stay out of the address.
(function () {
  "use strict";
  function leaveOutEmpty(form) {
    Array.prototype.forEach.call(form.elements, function (field) {
      if (field.name && field.value === "") field.disabled = true;
    });
  }
  document.querySelectorAll("form[data-filter]").forEach(function (form) {
    form.querySelectorAll("[data-filter-go]").forEach(function (button) {
      button.hidden = true;
    });
    form.addEventListener("submit", function () {
      leaveOutEmpty(form);
    });
    form.addEventListener("change", function (event) {
      if (event.target.tagName !== "SELECT" && event.target.type !== "checkbox" && event.target.type !== "radio") return;
      leaveOutEmpty(form);
      form.submit();
    });
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-filter] :disabled").forEach(function (field) {
      if (field.value === "") field.disabled = false;
    });
  });
})();
