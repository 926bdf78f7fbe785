// data-elder: switches the elder view (长辈版) without loading the page again; without scripts the link does it.
(function () {
  "use strict";
  const YEAR_S = 31536000;
  document.querySelectorAll("a[data-elder]").forEach(function (link) {
    link.addEventListener("click", function (event) {
      event.preventDefault();
      const root = document.documentElement;
      const elder = root.dataset.view !== "elder";
      if (elder) root.dataset.view = "elder";
      else delete root.dataset.view;
      document.cookie = "view=" + (elder ? "elder" : "standard") + ";path=/;max-age=" + YEAR_S + ";samesite=lax";
      const label = link.textContent;
      link.textContent = link.dataset.other;
      link.dataset.other = label;
    });
  });
})();
