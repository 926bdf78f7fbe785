// Figures as tokens ⟦张贴宣传画：2220余⟧ in text boxes. button[data-token="⟦…⟧"]: puts the token where the cursor stood
// last in form[data-tokens]. [data-count-tokens]: keeps the number of characters of all its boxes in its <b>, tokens
// counted as what they say (data-spoken on the form: {"⟦摘编：…⟧": 34} for those that say more than they show);
// data-limit marks too many with the class "over".
(function () {
  "use strict";
  const TOKEN = /⟦[^⟦⟧]*⟧/g;
  const form = document.querySelector("form[data-tokens]");
  if (!form) return;
  const boxes = Array.from(form.querySelectorAll("textarea, input[type=text]"));
  const spoken = JSON.parse(form.dataset.spoken || "{}");
  let last = form.querySelector("textarea");

  function lengthOf(text) {
    let more = 0;
    const plain = text.replace(TOKEN, function (token) {
      if (token in spoken) {
        more += spoken[token];
        return "";
      }
      return token.slice(token.indexOf("：") + 1, -1);
    });
    return more + Array.from(plain.replace(/\s/g, "")).length;
  }

  function counted(box) {
    return !box.closest("[data-uncounted]");
  }

  function show() {
    const n = boxes.filter(counted).reduce(function (sum, box) {
      return sum + lengthOf(box.value);
    }, 0);
    document.querySelectorAll("[data-count-tokens]").forEach(function (counter) {
      const number = counter.querySelector("b") || counter;
      number.textContent = n.toLocaleString("en-US");
      counter.classList.toggle("over", Number(counter.dataset.limit || 0) > 0 && n > Number(counter.dataset.limit));
    });
  }

  document.querySelectorAll("button[data-token]").forEach(function (button) {
    button.hidden = false;
  });
  form.addEventListener("focusin", function (event) {
    if (event.target.matches("textarea")) last = event.target;
  });
  form.addEventListener("input", show);
  document.addEventListener("click", function (event) {
    const button = event.target.closest("button[data-token]");
    if (!button || !last) return;
    last.focus();
    last.setRangeText(button.dataset.token, last.selectionStart, last.selectionEnd, "end");
    last.dispatchEvent(new Event("input", { bubbles: true }));
  });
  show();
})();
