// Scan codes at a door: each scan gets a nonce and is kept on this phone until the server has answered for it.
(function () {
  "use strict";
  const AGAIN_MS = 15000, SAME_MS = 4000, MOST = 100, REFUSED_SHOWN = 50;
  const box = document.querySelector("[data-scan]");
  if (!box) return;
  const words = box.dataset;
  const said = box.querySelector("[data-scan-said]");
  const waiting = box.querySelector("[data-scan-waiting]");
  const counter = document.querySelector("[data-scan-in]");
  const refused = box.querySelector("[data-scan-refused]");
  let sending = false;
  let last = { code: "", way: "", at: 0 };

  function kept() {
    try {
      return JSON.parse(window.localStorage.getItem(words.scanStore) || "[]");
    } catch (broken) {
      return [];
    }
  }

  function keep(scans) {
    window.localStorage.setItem(words.scanStore, JSON.stringify(scans));
    waiting.hidden = !scans.length;
    waiting.textContent = scans.length + " " + words.wordsWaiting;
  }

  function nonce() {
    const bytes = window.crypto.getRandomValues(new Uint8Array(16));
    return Array.prototype.map.call(bytes, function (byte) {
      return (byte + 256).toString(16).slice(1);
    }).join("");
  }

  function say(text, bad) {
    said.textContent = text;
    said.classList.toggle("bad", Boolean(bad));
  }

  // What was refused stays on the page: of many that are sent at once one would see the last alone.
  function refuse(text, at) {
    const line = document.createElement("li"), when = document.createElement("span");
    when.className = "m3 sm nw";
    when.textContent = at ? new Date(at).toTimeString().slice(0, 5) : "";
    line.appendChild(document.createElement("span")).textContent = text;
    line.appendChild(when);
    refused.querySelector("ul").prepend(line);
    if (refused.querySelector("ul").children.length > REFUSED_SHOWN) refused.querySelector("ul").lastChild.remove();
    refused.hidden = false;
  }

  function answered(answer) {
    const times = {};
    kept().forEach(function (scan) {
      times[scan.nonce] = scan.at;
    });
    const done = {};
    answer.outcomes.forEach(function (one) {
      done[one.nonce] = true;
      const text = (one.name ? one.name + "（" + one.organization + "） " : "") + one.words;
      say(text, !one.is_good);
      if (!one.is_good) refuse(text, times[one.nonce]);
    });
    keep(kept().filter(function (scan) {
      return !done[scan.nonce];
    }));
    if (counter) counter.textContent = answer.n_in;
  }

  // What the scan is for, where the page lets one choose.
  function way() {
    const chosen = box.querySelector("[data-scan-way]:checked");
    return chosen ? chosen.value : "";
  }

  function send() {
    const scans = kept().slice(0, MOST);
    if (sending || !scans.length) return;
    sending = true;
    const token = box.querySelector("[name=csrfmiddlewaretoken]").value;
    fetch(words.scan, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token, "X-Requested-With": "fetch" },
      credentials: "same-origin",
      body: JSON.stringify({ scans: scans })
    }).then(function (answer) {
      if (answer.redirected) return say(words.wordsSignIn, true);
      return answer.json().then(function (body) {
        if (answer.ok) answered(body);
        else if (body.sentence) say(body.sentence + (body.next || ""), true);
      });
    }).catch(function () {
      say(words.wordsKept, true);
    }).then(function () {
      sending = false;
    });
  }

  function scanned(code) {
    const now = Date.now();
    const wanted = way();
    if (code === last.code && wanted === last.way && now - last.at < SAME_MS) return;
    last = { code: code, way: wanted, at: now };
    keep(kept().concat([{ code: code, nonce: nonce(), at: new Date(now).toISOString(), way: wanted }]));
    say(words.wordsKept);
    if (window.navigator.vibrate) window.navigator.vibrate(60);
    send();
  }

  function look(detector, video) {
    detector.detect(video).then(function (codes) {
      codes.forEach(function (code) {
        scanned(code.rawValue);
      });
    }).catch(function () {}).then(function () {
      window.setTimeout(look, 250, detector, video);
    });
  }

  function camera() {
    const video = box.querySelector("[data-scan-video]");
    window.navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } }).then(function (stream) {
      video.srcObject = stream;
      video.hidden = false;
      start.hidden = true;
      video.play();
      look(new window.BarcodeDetector({ formats: ["qr_code"] }), video);
    }).catch(function () {
      say(words.wordsNoCamera, true);
    });
  }

  const start = box.querySelector("[data-scan-start]");
  if ("BarcodeDetector" in window && window.navigator.mediaDevices) {
    start.hidden = false;
    start.addEventListener("click", camera);
  } else {
    say(words.wordsNoCamera);
  }
  keep(kept());
  send();
  window.setInterval(send, AGAIN_MS);
  window.addEventListener("online", send);
})();
