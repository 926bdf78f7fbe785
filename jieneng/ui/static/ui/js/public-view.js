// Text size and contrast of public pages, kept on this device: data-size and data-contrast on the root and on buttons.
// It runs before the page is drawn, so that nothing jumps; the buttons are bound when they are there.
(function () {
  "use strict";
  const root = document.documentElement;

  function kept(name) {
    try {
      return window.localStorage.getItem("jieneng-" + name) || "";
    } catch (barred) {
      return "";
    }
  }

  function keep(name, value) {
    try {
      if (value) window.localStorage.setItem("jieneng-" + name, value);
      else window.localStorage.removeItem("jieneng-" + name);
    } catch (barred) {
      // the choice then holds for this page only
    }
  }

  function show(name, value) {
    if (value) root.dataset[name] = value;
    else delete root.dataset[name];
  }

  function press(buttons, isOn) {
    buttons.forEach(function (button) {
      button.setAttribute("aria-pressed", isOn(button) ? "true" : "false");
    });
  }

  function bind(tools) {
    const sizes = tools.querySelectorAll("button[data-size]");
    const contrast = tools.querySelectorAll("button[data-contrast]");
    function drawn() {
      press(sizes, function (button) {
        return button.dataset.size === (root.dataset.size || "");
      });
      press(contrast, function () {
        return root.dataset.contrast === "high";
      });
    }
    function choose(name, value) {
      show(name, value);
      keep(name, value);
      drawn();
    }
    sizes.forEach(function (button) {
      button.addEventListener("click", function () {
        choose("size", button.dataset.size);
      });
    });
    contrast.forEach(function (button) {
      button.addEventListener("click", function () {
        choose("contrast", root.dataset.contrast === "high" ? "" : "high");
      });
    });
    tools.hidden = false;
    drawn();
  }

  show("size", kept("size"));
  show("contrast", kept("contrast"));
  document.addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll("[data-public-tools]").forEach(bind);
  });
})();
