// data-copy="#id": copies the text of that element, says 已复制 on the button; where copying is barred, selects the text.
(function () {
  "use strict";
  const SAID_FOR_MS = 2000;

  function textOf(source) {
    return "value" in source ? source.value : source.innerText;
  }

  function select(source) {
    if (source.select) {
      source.focus();
      source.select();
      return;
    }
    const range = document.createRange();
    range.selectNodeContents(source);
    const selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  }

  function copyOldWay(source) {
    const area = document.createElement("textarea");
    area.value = textOf(source);
    area.className = "vh";
    document.body.appendChild(area);
    area.select();
    let done = false;
    try {
      done = document.execCommand("copy");
    } catch (barred) {
      done = false;
    }
    document.body.removeChild(area);
    return done;
  }

  function say(button, words) {
    if (!button.dataset.label) button.dataset.label = button.textContent;
    button.textContent = words;
    button.setAttribute("aria-live", "polite");
    window.setTimeout(function () {
      button.textContent = button.dataset.label;
    }, SAID_FOR_MS);
  }

  function fallBack(button, source) {
    if (copyOldWay(source)) {
      say(button, button.dataset.said || "已复制");
      return;
    }
    select(source);
    say(button, button.dataset.selected || "已选中，请复制");
  }

  document.addEventListener("click", function (event) {
    const button = event.target.closest("[data-copy]");
    const source = button && document.querySelector(button.dataset.copy);
    if (!source) return;
    event.preventDefault();
    if (!navigator.clipboard || !window.isSecureContext) {
      fallBack(button, source);
      return;
    }
    navigator.clipboard.writeText(textOf(source)).then(
      function () {
        say(button, button.dataset.said || "已复制");
      },
      function () {
        fallBack(button, source);
      },
    );
  });
})();
