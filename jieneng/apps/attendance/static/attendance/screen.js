// The hall's screen: fetches the next code when this one ends, and how many have come.
(function () {
  "use strict";
  const AGAIN_MS = 5000;
  const box = document.querySelector("[data-screen]");
  if (!box) return;
  const failed = box.querySelector("[data-screen-failed]");

  function show(said) {
    box.querySelector("[data-screen-qr]").src = said.qr;
    box.querySelector("[data-screen-in]").textContent = said.n_in;
    failed.hidden = true;
  }

  function refresh() {
    fetch(box.dataset.screen, { headers: { Accept: "application/json" }, credentials: "same-origin" })
      .then(function (answer) {
        if (!answer.ok) throw new Error(String(answer.status));
        return answer.json();
      })
      .then(show)
      .catch(function () {
        failed.hidden = false;
      });
  }

  window.setInterval(refresh, AGAIN_MS);
})();
