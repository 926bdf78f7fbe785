// data-confirm="sentence": the first click shows the sentence with 确定 and 取消 beside the button; no pop-up.
(function () {
  "use strict";
  function step(label, className) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = className;
    button.textContent = label;
    return button;
  }

  function ask(button) {
    const line = document.createElement("span");
    line.className = "jn-ask";
    line.setAttribute("role", "group");
    const sentence = document.createElement("span");
    sentence.textContent = button.dataset.confirm;
    const yes = step(button.dataset.yes || "确定", "btn btn-sm");
    const no = step(button.dataset.no || "取消", "link");
    line.appendChild(sentence);
    line.appendChild(yes);
    line.appendChild(no);

    function back() {
      line.parentNode.removeChild(line);
      button.hidden = false;
    }
    yes.addEventListener("click", function () {
      back();
      button.dataset.confirmed = "1";
      button.click();
      delete button.dataset.confirmed;
    });
    no.addEventListener("click", function () {
      back();
      button.focus();
    });
    line.addEventListener("keydown", function (event) {
      if (event.key === "Escape") no.click();
    });
    button.hidden = true;
    button.parentNode.insertBefore(line, button.nextSibling);
    yes.focus();
  }

  document.addEventListener("click", function (event) {
    const button = event.target.closest("[data-confirm]");
    if (!button || button.dataset.confirmed || button.disabled) return;
    event.preventDefault();
    ask(button);
  });
})();
