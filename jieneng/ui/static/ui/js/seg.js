// data-counted="#id" round three radio buttons (精确, 约数, 未统计): the one marked data-disables empties and disables the
// number; choosing another gives the number back.
(function () {
  "use strict";
  document.querySelectorAll("[data-counted]").forEach(function (group) {
    const number = document.querySelector(group.dataset.counted);
    if (!number) return;
    let kept = "";
    function follow(byHand) {
      const chosen = group.querySelector("input:checked");
      const off = Boolean(chosen && chosen.hasAttribute("data-disables"));
      if (off === number.disabled) return;
      if (off) {
        kept = number.value;
        number.value = "";
      } else if (!number.value) {
        number.value = kept;
      }
      number.disabled = off;
      if (!byHand) return;
      if (!off) number.focus();
      number.dispatchEvent(new Event("input", { bubbles: true }));
    }
    group.addEventListener("change", function () {
      follow(true);
    });
    follow(false);
  });
})();
