// The live page: a countdown by the server's clock, and one beat a minute while the page is visible.
(function () {
  "use strict";
  const BEAT_MS = 60000;
  const page = document.querySelector("[data-live]");
  if (!page) return;
  const ahead = Number(page.dataset.now) - Date.now(); // how far the server's clock is ahead of ours
  const start = Number(page.dataset.start);
  const box = page.querySelector("[data-live-countdown]");

  function two(n) {
    return n < 10 ? "0" + n : String(n);
  }

  function count() {
    const left = Math.floor((start - Date.now() - ahead) / 1000);
    if (left <= 0) {
      window.location.reload();
      return;
    }
    const days = Math.floor(left / 86400);
    const clock = [Math.floor(left / 3600) % 24, Math.floor(left / 60) % 60, left % 60].map(two).join(":");
    box.querySelector("[data-live-left]").textContent = (days ? days + " 天 " : "") + clock;
    box.hidden = false;
    window.setTimeout(count, 1000);
  }

  if (box && start > Date.now() + ahead) count();

  const said = page.querySelector("[data-live-minutes]");
  let minutes = 0;
  function beat() {
    if (document.hidden || !page.dataset.beat || Date.now() + ahead < start) return;
    const token = page.querySelector("[name=csrfmiddlewaretoken]").value;
    const headers = { "X-CSRFToken": token, "X-Requested-With": "fetch" };
    fetch(page.dataset.beat, { method: "POST", headers: headers, credentials: "same-origin" })
      .then(function (answer) {
        return answer.ok ? answer.json() : { counted: false };
      })
      .then(function (counted) {
        if (!counted.counted) return;
        minutes += 1;
        if (said) said.textContent = "本次已计 " + minutes + " 分钟。";
      })
      .catch(function () {}); // no network for a while: the next minute is counted again
  }

  if (page.dataset.beat) {
    beat();
    window.setInterval(beat, BEAT_MS);
  }
})();
