// data-states: a section of a form whose state (未填, 填了 n 项, 已填, n 处待核对) goes along while one is typing, wherever
// data-state-of names the section. Of the keys in data-keys, data-needed are asked for in any case, data-fixed stand filled
// and cannot be changed here, data-open were questioned by the server: until one is changed or explained, it stays open.
// The words are data-idle, data-draft, data-done, data-back of [data-state-words]. What the server says on load is true;
// nothing is worked out before something is changed. Stands behind check.js, whose findings count too.
(function () {
  "use strict";
  const words = document.querySelector("[data-state-words]");
  const touched = {}; // by section and key: changed or explained since the page was opened
  if (!words) return;

  function listed(section, name) {
    return (section.dataset[name] || "").split(" ").filter(Boolean);
  }
  function controls(section, key) {
    return Array.prototype.filter.call(section.querySelectorAll("input, select, textarea"), function (control) {
      return keyOf(control.name) === key && control.name.indexOf("note:") !== 0;
    });
  }
  function keyOf(name) {
    return (name || "").replace(/^note:/, "").replace(/\[.*$/, "").replace(/:(how|files)$/, "");
  }
  function holds(control) {
    if (control.closest("[hidden]")) return false;
    if (control.type === "radio") return control.checked && control.hasAttribute("data-disables");
    if (control.type === "checkbox") return control.checked;
    if (control.name.slice(-9) === ".activity") return false; // a choice beside a photograph
    return Boolean(control.value.trim());
  }
  function isWrong(control) {
    const line = control.id && document.getElementById(control.id + "-wrong");
    return Boolean(line && !line.hidden && line.textContent);
  }

  function stateOf(section) {
    const keys = listed(section, "keys");
    const fixed = listed(section, "fixed");
    const open = listed(section, "open");
    const nOpen = keys.filter(function (key) {
      return (open.indexOf(key) >= 0 && !touched[section.id + " " + key]) || controls(section, key).some(isWrong);
    }).length;
    if (nOpen) return ["back", nOpen];
    function filled(key) {
      return fixed.indexOf(key) >= 0 || controls(section, key).some(holds);
    }
    const nFilled = keys.filter(filled).length;
    const needed = listed(section, "needed");
    if (nFilled === keys.length || (needed.length && needed.every(filled))) return ["done", nFilled];
    return [nFilled ? "draft" : "idle", nFilled];
  }

  function show(section, state) {
    document.querySelectorAll('[data-state-of="' + section.id + '"]').forEach(function (label) {
      label.className = "st st-" + state[0];
      (label.querySelector(".vh") || label).textContent = words.dataset[state[0]].replace("{n}", state[1]);
    });
  }

  ["input", "change"].forEach(function (name) {
    document.addEventListener(name, function (event) {
      const section = event.target.closest && event.target.closest("[data-states]");
      if (!section) return;
      touched[section.id + " " + keyOf(event.target.name || event.target.dataset.key)] = true;
      show(section, stateOf(section));
    });
  });
})();
