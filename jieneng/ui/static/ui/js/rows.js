// data-rows: repeating rows. <template data-row> holds a new row with __n__ in names and ids; data-add adds one,
// data-remove takes one away; input[data-total] keeps the count (a Django formset's TOTAL_FORMS); data-most limits them,
// data-left says how many more there may be.
// A row that is stored already holds input[data-delete]: it is ticked and hidden instead of taken away.
(function () {
  "use strict";
  const NAMED = ["name", "id", "for", "aria-describedby", "aria-labelledby", "data-counted", "data-count-for"];

  function number(node, n) {
    NAMED.forEach(function (name) {
      node.querySelectorAll("[" + name + "]").forEach(function (part) {
        part.setAttribute(name, part.getAttribute(name).replace(/__n__/g, n));
      });
    });
  }

  // A new row from the template, with its number in every name and id; photographs make theirs the same way.
  function fresh(template, n) {
    const part = document.importNode(template.content, true);
    number(part, n);
    return part;
  }
  window.jienengRow = fresh;

  function bind(group) {
    const template = group.querySelector("template[data-row]");
    const list = group.querySelector("[data-list]") || group;
    const total = group.querySelector("input[data-total]");
    const add = group.querySelector("[data-add]");
    let next = total ? Number(total.value) : list.querySelectorAll("[data-item]").length;

    function shown() {
      return list.querySelectorAll("[data-item]:not([hidden])").length;
    }
    function settle() {
      if (total) total.value = next;
      if (add && group.dataset.most) add.disabled = shown() >= Number(group.dataset.most);
      group.dispatchEvent(new Event("input", { bubbles: true }));
    }
    function append(event) {
      event.preventDefault(); // without scripts the button sends the form, and the server adds the row
      const part = fresh(template, String(next));
      next += 1;
      const first = part.querySelector("input:not([type=hidden]), select, textarea");
      list.appendChild(part);
      settle();
      if (first) first.focus();
    }
    function remove(item) {
      const stored = item.querySelector("input[data-delete]");
      if (stored) {
        stored.checked = true;
        item.hidden = true;
      } else {
        item.parentNode.removeChild(item);
      }
      settle();
      if (add) add.focus();
    }

    if (add && template) {
      add.hidden = false;
      add.addEventListener("click", append);
    }
    group.addEventListener("click", function (event) {
      const button = event.target.closest("[data-remove]");
      if (!button || !group.contains(button)) return;
      event.preventDefault();
      remove(button.closest("[data-item]"));
    });
    const left = group.querySelector("[data-left]");
    if (!left || !group.dataset.most) return;
    new MutationObserver(function () {
      left.textContent = Math.max(0, Number(group.dataset.most) - shown());
    }).observe(list, { childList: true, subtree: true, attributes: true, attributeFilter: ["hidden"] });
  }

  document.querySelectorAll("[data-rows]").forEach(bind);
})();
