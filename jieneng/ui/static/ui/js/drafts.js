// What could not be sent stays on this device: window.jienengDrafts keeps, reads and forgets the text of a form.
// Never kept: passwords, files, telephone fields, fields marked data-private; numbers to call are cut out of texts.
(function () {
  "use strict";
  const PRIVATE_NAME = /phone|mobile|(^|[_-])tel/i;
  const TO_CALL = /(^|\D)(1[3-9]\d{9}|0\d{2,3}[- ]?\d{7,8})(?!\d)/g;
  const CUT = "$1（号码不留存）";
  const NOT_OURS = ["csrfmiddlewaretoken", "_key"];

  function isKept(field) {
    if (!field.name || field.disabled || NOT_OURS.includes(field.name)) return false;
    if (["file", "password", "tel", "submit", "button", "hidden"].includes(field.type)) return false;
    if (field.closest("[data-private]") || /tel/.test(field.autocomplete || "")) return false;
    return !PRIVATE_NAME.test(field.name);
  }

  function keyOf(form) {
    return "jieneng:" + (document.body.dataset.person || "") + ":" + (form.dataset.draftKey || location.pathname);
  }

  function read(form) {
    return Array.from(form.elements)
      .filter(isKept)
      .map(function (field) {
        const ticked = field.type === "checkbox" || field.type === "radio";
        return ticked ? [field.name, field.value, field.checked] : [field.name, field.value.replace(TO_CALL, CUT)];
      });
  }

  function fill(form, entries) {
    const left = entries.slice();
    Array.from(form.elements)
      .filter(isKept)
      .forEach(function (field) {
        const ticked = field.type === "checkbox" || field.type === "radio";
        const at = left.findIndex(function (entry) {
          return entry[0] === field.name && (!ticked || entry[1] === field.value);
        });
        if (at < 0) return;
        const entry = left.splice(at, 1)[0];
        if (ticked) field.checked = entry[2];
        else field.value = entry[1];
        field.dispatchEvent(new Event("input", { bubbles: true }));
      });
  }

  function guarded(action) {
    // A browser may bar its storage (private windows, full disk): then there is simply no draft.
    return function (form, value) {
      try {
        return action(form, value);
      } catch (barred) {
        return null;
      }
    };
  }

  window.jienengDrafts = {
    fill: fill,
    forget: guarded(function (form) {
      localStorage.removeItem(keyOf(form));
    }),
    keep: guarded(function (form) {
      localStorage.setItem(keyOf(form), JSON.stringify({ at: Date.now(), entries: read(form) }));
    }),
    kept: guarded(function (form) {
      const draft = JSON.parse(localStorage.getItem(keyOf(form)));
      return draft && JSON.stringify(draft.entries) !== JSON.stringify(read(form)) ? draft : null;
    }),
  };
})();
