// What makes the pages lively; each of them works without it, too.
"use strict";

const said = (text) => { document.getElementById("said").textContent = text; };
const pause = (time) => new Promise((done) => setTimeout(done, time));

// Exchanges the parts of a page that change by themselves; what is being filled in stays.
async function renewed() {
  const answer = await fetch(location.href);
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const now of document.querySelectorAll("[data-live]")) {
    const then = page.getElementById(now.id);
    if (then !== null) redrawn(now, then);
    if (then === null || then.innerHTML === now.innerHTML) continue;
    const focused = now.contains(document.activeElement) ? place(now, document.activeElement) : -1;
    now.innerHTML = then.innerHTML;
    if (focused >= 0) {
      const there = controls(now);
      (there[Math.min(focused, there.length - 1)] || document.getElementById("main")).focus();
    }
  }
  const { mark, watch } = page.body.dataset;
  document.body.dataset.mark = mark || "";
  if (watch === undefined) delete document.body.dataset.watch;
  document.title = page.title;
  filter();
  const summary = document.getElementById("summary");
  if (summary) said("已更新：" + summary.textContent.trim().replace(/\s+/g, " "));
}

// A page drawn anew takes the place of the one before when it is there, and not sooner; what is in
// sight is asked for first.
function redrawn(now, then) {
  const [before, after] = [now, then].map((part) => [...part.querySelectorAll("img")]);
  if (before.length !== after.length) return;
  const far = (image) => Math.abs(image.getBoundingClientRect().top);
  for (const [at, image] of [...before.entries()].sort((one, other) => far(one[1]) - far(other[1]))) {
    const address = after[at].getAttribute("src");
    if (image.getAttribute("src") !== address) image.setAttribute("src", address);
  }
}

const controls = (part) => [...part.querySelectorAll("a, button, input, summary")];
const place = (part, control) => controls(part).indexOf(control);

// Asks whether anything has changed, as long as somebody can see the page: then the answer comes when
// something has. A hidden page does not wait for it, for a browser has few lines to one address.
async function watch() {
  let quiet = 0;
  while (document.body.dataset.watch !== undefined) {
    await pause(document.hidden ? 2000 : quiet);
    const { mark, watch } = document.body.dataset;
    const address = new URL(watch, location.href);
    if (!document.hidden) address.searchParams.set("mark", mark);
    const asked = performance.now();
    try {
      const answer = await fetch(address);
      if (answer.ok && (await answer.json()).mark !== mark) await renewed();
    } catch {
      said("文稿办理已经停下。再要用，运行 make desk。");
      await pause(3000);
    }
    quiet = Math.max(0, 250 - (performance.now() - asked));
  }
}

function filter() {
  const field = document.querySelector("[data-filter]");
  if (field === null) return;
  const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
  for (const row of document.querySelectorAll(field.dataset.filter)) {
    const text = row.textContent.toLowerCase();
    row.hidden = !words.every((word) => text.includes(word));
  }
}

document.addEventListener("input", (event) => {
  if (event.target.matches("[data-filter]")) filter();
});

// A button that only opens something on the screen leaves the page where it is.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("[data-quiet]")) return;
  event.preventDefault();
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form) });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    said(answer.ok ? "已打开。" : page.getElementById("message").textContent);
  } catch {
    said("文稿办理已经停下。再要用，运行 make desk。");
  }
});

for (const area of document.querySelectorAll("[data-drop]")) {
  const field = document.getElementById(area.dataset.drop);
  for (const kind of ["dragenter", "dragover"]) {
    area.addEventListener(kind, (event) => { event.preventDefault(); area.classList.add("over"); });
  }
  for (const kind of ["dragleave", "drop"]) {
    area.addEventListener(kind, () => area.classList.remove("over"));
  }
  area.addEventListener("drop", (event) => {
    event.preventDefault();
    field.files = event.dataTransfer.files;
    said(`选了${field.files.length}个文件，按“导入”。`);
  });
}

watch();
