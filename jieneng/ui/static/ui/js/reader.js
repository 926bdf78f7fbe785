// table[data-reader]: joins the rows of a reading (tr[data-value], data-number) with the marks of its source
// (mark[data-row], #sN): a click on either shows the other. Keys: n, p next and last row to be checked, k keep, e edit.
// [data-n-ok] and [data-n-open] count while rows are ticked; [data-keys] is shown once the keys work; its checkbox
// turns them off, which the browser remembers.
(function () {
  "use strict";
  const table = document.querySelector("[data-reader]");
  if (!table) return;
  const paper = document.querySelector(".paper");
  let current = null;

  function rows() {
    return Array.from(table.querySelectorAll("tr[data-value]"));
  }

  function marksOf(row) {
    return row.id ? Array.from(document.querySelectorAll('mark[data-row="' + row.id + '"]')) : [];
  }

  function into(place) {
    if (!place) return;
    if (paper.scrollHeight > paper.clientHeight + 4) {
      const box = paper.getBoundingClientRect();
      const at = place.getBoundingClientRect();
      if (at.top < box.top + 24 || at.bottom > box.bottom - 24) {
        paper.scrollTop += at.top - box.top - box.height / 3;
      }
    }
  }

  function choose(row) {
    document.querySelectorAll(".at-row, .at-mark").forEach(function (each) {
      each.classList.remove("at-row", "at-mark");
    });
    current = row;
    if (!row) return;
    row.classList.add("at-row");
    const marks = marksOf(row);
    marks.forEach(function (mark) {
      mark.classList.add("at-mark");
    });
    into(marks[0] || document.getElementById("s" + row.dataset.number));
  }

  function toRow(row) {
    choose(row);
    row.scrollIntoView({ block: "center" });
  }

  function settle(row) {
    const ok = row.querySelector("input[name=ok]");
    const out = row.querySelector("input[name=out]");
    row.toggleAttribute("data-open", !(ok && ok.checked) && !(out && out.checked));
    row.classList.toggle("nt-out", Boolean(out && out.checked));
    const all = rows();
    show("[data-n-open]", all.filter(isOpen).length);
    show("[data-n-ok]", all.filter(isKept).length);
  }

  function isOpen(row) {
    return row.hasAttribute("data-open");
  }

  function isKept(row) {
    const ok = row.querySelector("input[name=ok]");
    const out = row.querySelector("input[name=out]");
    return ok && ok.checked && !(out && out.checked);
  }

  function show(selector, n) {
    document.querySelectorAll(selector).forEach(function (place) {
      place.textContent = n;
    });
  }

  // The next row to be checked in a direction, round the end; the current one only when it is the last.
  function next(step) {
    const all = rows();
    const at = current ? all.indexOf(current) : step > 0 ? -1 : all.length;
    for (let i = 1; i <= all.length; i += 1) {
      const row = all[(at + step * i + 2 * all.length) % all.length];
      if (isOpen(row)) {
        toRow(row);
        return;
      }
    }
  }

  function keep() {
    const ok = current && current.querySelector("input[name=ok]");
    if (!ok || ok.disabled || ok.matches("fieldset[disabled] *")) return;
    ok.checked = true;
    settle(current);
    next(1);
  }

  function edit(event) {
    if (!current) return;
    const fix = current.querySelector("details");
    if (fix) fix.open = true;
    const first = current.querySelector(".nt-inputs input:not([type=checkbox]), .nt-inputs select");
    if (!first) return;
    event.preventDefault();
    first.focus();
  }

  table.addEventListener("change", function (event) {
    const row = event.target.closest("tr[data-value]");
    if (row) settle(row);
  });
  table.addEventListener("click", function (event) {
    const row = event.target.closest("tr[data-value]");
    if (!row) return;
    const number = event.target.closest("a.an");
    choose(row);
    if (!number) return;
    const mark = marksOf(row)[0];
    if (paper.scrollHeight <= paper.clientHeight + 4 || window.innerWidth < 768) {
      if (mark) mark.scrollIntoView({ block: "center" });
    }
    if (mark) event.preventDefault();
  });
  if (paper) {
    paper.addEventListener("click", function (event) {
      const mark = event.target.closest("mark[data-row]");
      const row = mark && document.getElementById(mark.dataset.row);
      if (!row) return;
      event.preventDefault();
      toRow(row);
    });
  }
  const keys = document.querySelector("[data-keys] input");
  const REMEMBERED = "jn-reader-keys";
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = event.target;
    const typing = /^(TEXTAREA|SELECT)$/.test(at.tagName) || (at.tagName === "INPUT" && at.type !== "checkbox");
    if (event.key === "Escape" && typing && table.contains(at)) at.blur();
    if (typing || (keys && !keys.checked)) return;
    if (event.key === "n") next(1);
    else if (event.key === "p") next(-1);
    else if (event.key === "k") keep();
    else if (event.key === "e") edit(event);
  });
  if (keys) {
    try {
      keys.checked = window.localStorage.getItem(REMEMBERED) !== "off";
    } catch (barred) {
      keys.checked = true;
    }
    keys.addEventListener("change", function () {
      try {
        window.localStorage.setItem(REMEMBERED, keys.checked ? "on" : "off");
      } catch (barred) {
        // the choice then holds for this page only
      }
    });
    keys.closest("[data-keys]").hidden = false;
  }
})();
