// data-speak="selector": reads the text of those elements aloud, with pause and stop; hidden where no voice can be had.
(function () {
  "use strict";
  const LONGEST = 120; // characters at a time: some voices break off after a quarter of a minute
  const BLOCKS = "h1, h2, h3, h4, p, li, dt, dd, caption, th, td, figcaption";
  const voice = window.speechSynthesis;

  function pieces(text) {
    const sentences = text.replace(/\s+/g, " ").match(/[^。；？\uff01]+[。；？\uff01]?/g) || [];
    return sentences.reduce(function (found, sentence) {
      for (let at = 0; at < sentence.length; at += LONGEST) found.push(sentence.slice(at, at + LONGEST));
      return found;
    }, []);
  }

  function toRead(selector) {
    const found = [];
    document.querySelectorAll(selector).forEach(function (part) {
      part.querySelectorAll(BLOCKS).forEach(function (block) {
        if (block.querySelector(BLOCKS) || !block.getClientRects().length) return;
        pieces(block.textContent).forEach(function (text) {
          if (text.trim()) found.push({ text: text, block: block });
        });
      });
    });
    return found;
  }

  function bind(group) {
    const go = group.querySelector("[data-speak-go]");
    const stop = group.querySelector("[data-speak-stop]");
    const said = group.querySelector("[data-speak-said]");
    const words = { first: go.textContent, pause: group.dataset.wordsPause, goOn: group.dataset.wordsGoOn };
    let queue = [];
    let turn = 0; // whatever an older turn still reports is past

    function mark(block) {
      document.querySelectorAll(".pb-spoken").forEach(function (old) {
        old.classList.remove("pb-spoken");
      });
      if (block) block.classList.add("pb-spoken");
    }

    function end(trouble) {
      turn += 1;
      queue = [];
      voice.cancel();
      mark(null);
      go.textContent = words.first;
      stop.hidden = true;
      said.textContent = trouble || "";
    }

    function next() {
      const piece = queue.shift();
      if (!piece) {
        end();
        return;
      }
      const mine = turn;
      const utterance = new window.SpeechSynthesisUtterance(piece.text);
      utterance.lang = "zh-CN";
      utterance.onend = function () {
        if (mine === turn) next();
      };
      utterance.onerror = function () {
        if (mine === turn) {
          end(group.dataset.wordsFailed);
          go.textContent = group.dataset.wordsFailed;
        }
      };
      mark(piece.block);
      voice.speak(utterance);
    }

    go.addEventListener("click", function () {
      if (!queue.length && stop.hidden) {
        queue = toRead(group.dataset.speak);
        turn += 1;
        stop.hidden = false;
        go.textContent = words.pause;
        next();
      } else if (voice.paused) {
        voice.resume();
        go.textContent = words.pause;
      } else {
        voice.pause();
        go.textContent = words.goOn;
      }
    });
    stop.addEventListener("click", function () {
      end();
      go.focus();
    });
    window.addEventListener("pagehide", function () {
      end();
    });
    group.hidden = !document.querySelector(group.dataset.speak);
  }

  if (!voice || !window.SpeechSynthesisUtterance) return;
  document.querySelectorAll("[data-speak]").forEach(bind);
})();
