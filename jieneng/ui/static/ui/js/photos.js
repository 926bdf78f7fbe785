// input[type=file][data-photos="#list"]: shows the photographs chosen, and makes them at most 1,600 px wide or high before
// they are sent. Where the browser cannot, or with data-keep, the originals are sent as they are. When they are ready the
// input says "jieneng:chosen" (upload.js sends them up at once).
(function () {
  "use strict";
  const LONGEST_PX = 1600;
  const SMALL_BYTES = 1024 * 1024;
  const QUALITY = 0.85;

  function load(file) {
    return new Promise(function (done, failed) {
      const image = new Image();
      image.onload = function () {
        done(image);
      };
      image.onerror = failed;
      image.src = URL.createObjectURL(file);
    });
  }

  function smaller(file, image) {
    const scale = LONGEST_PX / Math.max(image.naturalWidth, image.naturalHeight);
    if (scale >= 1 && file.size <= SMALL_BYTES) return Promise.resolve(file);
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(image.naturalWidth * Math.min(scale, 1));
    canvas.height = Math.round(image.naturalHeight * Math.min(scale, 1));
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return new Promise(function (done) {
      canvas.toBlob(
        function (blob) {
          const name = file.name.replace(/\.[^.]*$/, "") + ".jpg";
          done(blob && blob.size < file.size ? new File([blob], name, { type: "image/jpeg" }) : file);
        },
        "image/jpeg",
        QUALITY,
      );
    });
  }

  function show(list, image, file) {
    const item = document.createElement("li");
    const frame = document.createElement("span");
    frame.className = "ph";
    image.alt = file.name;
    frame.appendChild(image);
    const note = document.createElement("small");
    note.className = "m3";
    note.textContent = Math.max(1, Math.round(file.size / 1024)).toLocaleString("en-US") + " KB";
    item.dataset.chosen = "";
    item.appendChild(frame);
    item.appendChild(note);
    list.appendChild(item);
  }

  function shrink(input, file) {
    return load(file).then(
      function (image) {
        const ready = "keep" in input.dataset ? Promise.resolve(file) : smaller(file, image);
        return ready.then(function (result) {
          return { file: result, image: image };
        });
      },
      function () {
        return { file: file, image: null };
      },
    );
  }

  function replace(input, files) {
    try {
      const transfer = new DataTransfer();
      files.forEach(function (file) {
        transfer.items.add(file);
      });
      input.files = transfer.files;
    } catch (unable) {
      return; // the originals stay chosen
    }
  }

  document.addEventListener("change", function (event) {
    const input = event.target;
    if (!input.matches("input[type=file][data-photos]")) return;
    const list = document.querySelector(input.dataset.photos);
    const chosen = Array.from(input.files);
    const round = String(Number(input.dataset.round || 0) + 1);
    input.dataset.round = round;
    Promise.all(chosen.map(shrink.bind(null, input))).then(function (results) {
      if (input.dataset.round !== round) return; // chosen anew in the meantime
      replace(
        input,
        results.map(function (result) {
          return result.file;
        }),
      );
      input.dispatchEvent(new CustomEvent("jieneng:chosen", { bubbles: true }));
      if (!list) return;
      list.querySelectorAll("[data-chosen]").forEach(function (old) {
        list.removeChild(old);
      });
      results.forEach(function (result) {
        if (result.image) show(list, result.image, result.file);
      });
    });
  });
})();
