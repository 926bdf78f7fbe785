// [data-desk]: ticking input[data-tick] puts a point into form[data-slip]; the main button follows the number of ticks.
// A new point comes from <template data-point> with __key__ and __label__; the tick may carry data-reason and data-text.
// [data-show]: buttons that leave only doubtful or changed rows. Without scripts the server adds the points.
(function () {
  "use strict";
  function fill(item, tick) {
    const select = item.querySelector("select");
    select.name = "reason:" + tick.value;
    if (tick.dataset.reason) select.value = tick.dataset.reason;
    const text = item.querySelector("textarea");
    text.name = "text:" + tick.value;
    text.value = "";
    item.dataset.key = tick.value;
    item.querySelector("b").textContent = tick.dataset.label.trim();
    const now = (tick.dataset.now || "").trim();
    if (!now) return;
    const note = document.createElement("p");
    note.className = "sm m2";
    note.textContent = "现填 " + now + (tick.dataset.text ? "。" + tick.dataset.text : "");
    item.insertBefore(note, select);
  }

  function bind(desk) {
    const form = desk.querySelector("form[data-slip]");
    if (!form) return;
    const list = form.querySelector("[data-points]");
    const template = form.querySelector("template[data-point]");
    const back = form.querySelector("[data-return]");
    const accept = form.querySelector("[data-accept]");
    const own = Boolean(accept && accept.disabled);

    function pointOf(key) {
      return Array.from(list.children).find(function (item) {
        return item.dataset.key === key;
      });
    }

    function rowOf(tick) {
      const row = tick.closest("tr");
      if (!row) return;
      row.classList.toggle("hard", tick.checked);
      const next = row.nextElementSibling;
      if (next && next.classList.contains("flag")) next.classList.toggle("hard", tick.checked);
    }

    function settle() {
      const n = list.children.length;
      if (!back) return;
      back.textContent = back.dataset.label + (n ? "（" + n + " " + back.dataset.unit + "）" : "");
      back.classList.toggle("btn-primary", n > 0);
      accept.classList.toggle("btn-primary", n === 0);
      accept.disabled = own || n > 0;
    }

    function follow(tick) {
      const item = pointOf(tick.value);
      rowOf(tick);
      if (tick.checked && !item) {
        const part = document.importNode(template.content, true);
        const made = part.querySelector("li");
        fill(made, tick);
        list.appendChild(made);
      } else if (!tick.checked && item) {
        list.removeChild(item);
      }
      settle();
    }

    desk.querySelectorAll("input[data-tick]").forEach(function (tick) {
      if (tick.checked) follow(tick);
      tick.addEventListener("change", function () {
        follow(tick);
      });
    });
    settle();
  }

  function bindShow(desk) {
    const group = desk.querySelector("[data-show]");
    if (!group) return;
    group.hidden = false;
    group.addEventListener("click", function (event) {
      const button = event.target.closest("button[data-only]");
      if (!button) return;
      group.querySelectorAll("button").forEach(function (other) {
        other.setAttribute("aria-pressed", String(other === button));
      });
      const only = button.dataset.only;
      desk.querySelectorAll("tr[data-figure], tr.flag, .txt").forEach(function (part) {
        part.hidden = Boolean(only) && !part.hasAttribute("data-" + only);
      });
    });
  }

  document.querySelectorAll("[data-desk]").forEach(function (desk) {
    bind(desk);
    bindShow(desk);
  });
})();
