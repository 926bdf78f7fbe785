// The phone menu is a <details data-menu> and works alone; here it also closes on Esc and on a touch beside it.
(function () {
  "use strict";
  function close(menu, refocus) {
    menu.removeAttribute("open");
    if (refocus) menu.querySelector("summary").focus();
  }
  document.querySelectorAll("details[data-menu]").forEach(function (menu) {
    document.addEventListener("click", function (event) {
      if (menu.open && !menu.contains(event.target)) close(menu, false);
    });
    document.addEventListener("keydown", function (event) {
      if (menu.open && event.key === "Escape") close(menu, true);
    });
  });
})();
