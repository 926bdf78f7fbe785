// data-elder: switches the elder view (长辈版) without loading the page again; without scripts the link does it.
// A page that was opened by such a link keeps its view for the pages that follow.
(function () {
  "use strict";
  const YEAR_S = 31536000;
  function keep(view) {
    document.cookie = "view=" + view + ";path=/;max-age=" + YEAR_S + ";samesite=lax";
  }
  const asked = new URLSearchParams(window.location.search).get("view");
  if (asked === "elder" || asked === "standard") keep(asked);
  document.querySelectorAll("a[data-elder]").forEach(function (link) {
    link.addEventListener("click", function (event) {
      event.preventDefault();
      const root = document.documentElement;
      const elder = root.dataset.view !== "elder";
      if (elder) root.dataset.view = "elder";
      else delete root.dataset.view;
      keep(elder ? "elder" : "standard");
      const label = link.textContent;
      link.textContent = link.dataset.other;
      link.dataset.other = label;
    });
  });
})();
