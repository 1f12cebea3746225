// Meetings, contacts, places and networks: rows that are added and taken away, each with ids of its own.

const patternRows = new Map();
const NUMBERED = ["id", "for", "name", "aria-describedby", "data-path"];

const numbered = (row, path, number) => {
  const made = row.cloneNode(true);
  for (const node of [made, ...made.querySelectorAll("*")]) {
    for (const attribute of NUMBERED) {
      const value = node.getAttribute(attribute);
      if (value) node.setAttribute(attribute, value.replace(`${path}.0.`, `${path}.${number}.`).replace(`f-${path}-0-`, `f-${path}-${number}-`));
    }
  }
  made.dataset.number = number;
  return made;
};

export const rowsOf = (box) => [...box.querySelectorAll(":scope > .row")];

const counted = (box) => {
  const rows = rowsOf(box);
  rows.forEach((row, place) => {
    row.querySelector(".row-number").textContent = place + 1;
    row.querySelector("[data-drop]").hidden = rows.length <= Number(box.dataset.least);
  });
  box.querySelector("[data-add]").hidden = rows.length >= Number(box.dataset.most);
};

export const addRow = (box) => {
  const number = Math.max(-1, ...rowsOf(box).map((row) => Number(row.dataset.number))) + 1;
  const row = numbered(patternRows.get(box), box.dataset.path, number);
  box.querySelector("[data-add]").closest("p").before(row);
  counted(box);
  return row;
};

export const emptyRows = (box) => {
  rowsOf(box).forEach((row) => row.remove());
  for (let left = Number(box.dataset.least); left > 0; left -= 1) addRow(box);
  counted(box);
};

// Without a script the page has one row of each; with one, the rows that were added. Nothing can be added on paper, so
// each has a row to write on there.
export const prepareRows = (form, changed) => {
  for (const box of form.querySelectorAll(".ask-rows")) {
    patternRows.set(box, rowsOf(box)[0]);
    emptyRows(box);
  }
  const onPaper = new Map();
  addEventListener("beforeprint", () => {
    for (const box of patternRows.keys()) if (!rowsOf(box).length) onPaper.set(box, addRow(box));
  });
  addEventListener("afterprint", () => {
    for (const [box, row] of onPaper) {
      row.remove();
      counted(box);
    }
    onPaper.clear();
  });
  form.addEventListener("click", ({ target }) => {
    const add = target.closest("[data-add]");
    const drop = target.closest("[data-drop]");
    if (add) addRow(add.closest(".ask-rows")).querySelector("input, select, textarea").focus();
    if (!add && !drop) return;
    if (drop) {
      const box = drop.closest(".ask-rows");
      const next = drop.closest(".row").nextElementSibling;
      drop.closest(".row").remove();
      counted(box);
      (next?.matches(".row") ? next : rowsOf(box).slice(-1)[0] ?? box.querySelector("[data-add]")).focus();
    }
    changed();
  });
};
