// data-proof: works out from one's own line and the few values beside the way which root the list must have (RFC 9162
// section 2.1.3.2), on this device and without asking anybody, and compares it with the published one.
(function () {
  "use strict";

  function bytes(hex) {
    return Uint8Array.from(hex.match(/../g) || [], function (pair) {
      return parseInt(pair, 16);
    });
  }
  function hex(buffer) {
    return Array.from(new Uint8Array(buffer), function (byte) {
      return ("0" + byte.toString(16)).slice(-2);
    }).join("");
  }
  function hash(parts) {
    const all = new Uint8Array(
      parts.reduce(function (n, part) {
        return n + part.length;
      }, 0),
    );
    let at = 0;
    parts.forEach(function (part) {
      all.set(part, at);
      at += part.length;
    });
    return crypto.subtle.digest("SHA-256", all).then(function (buffer) {
      return new Uint8Array(buffer);
    });
  }

  function rootOf(leaf, index, size, path) {
    let place = index;
    let last = size - 1;
    let hashing = hash([new Uint8Array([0]), new TextEncoder().encode(leaf)]);
    path.forEach(function (step) {
      const beside = bytes(step);
      const fromLeft = place % 2 === 1 || place === last;
      hashing = hashing.then(function (hashed) {
        return hash(fromLeft ? [new Uint8Array([1]), beside, hashed] : [new Uint8Array([1]), hashed, beside]);
      });
      if (fromLeft) {
        while (place % 2 === 0 && place !== 0) {
          place = Math.floor(place / 2);
          last = Math.floor(last / 2);
        }
      }
      place = Math.floor(place / 2);
      last = Math.floor(last / 2);
    });
    return hashing.then(hex);
  }

  function bind(proof) {
    const button = proof.querySelector("[data-check]");
    const said = proof.querySelector("[data-said]");
    const leaf = document.querySelector("[data-leaf]").textContent.trim();
    const root = document.querySelector("[data-root]").textContent.trim();
    const path = Array.from(proof.querySelectorAll("li"), function (line) {
      return line.textContent.trim();
    });
    button.hidden = false;
    button.addEventListener("click", function () {
      if (!window.crypto || !crypto.subtle) {
        said.textContent = said.dataset.cannot;
        return;
      }
      rootOf(leaf, Number(proof.dataset.index), Number(proof.dataset.size), path).then(
        function (found) {
          said.textContent = found === root ? said.dataset.right : said.dataset.wrong;
          said.className = found === root ? "done" : "late";
        },
        function () {
          said.textContent = said.dataset.cannot;
        },
      );
    });
  }

  document.querySelectorAll("[data-proof]").forEach(bind);
})();
