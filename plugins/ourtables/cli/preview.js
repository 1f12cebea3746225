// Only in a preview: loads the page again after a change, and shows problems and the state of the word search above it.
(() => {
  const { src, dataset } = document.currentScript;
  const note = document.createElement("div");
  note.setAttribute("role", "status");
  note.lang = "en";
  Object.assign(note.style, {
    position: "fixed", insetBlockStart: "0", insetInline: "0", zIndex: "2147483647", maxBlockSize: "50vh", overflow: "auto",
    padding: ".75rem 1rem", background: "#fff8e1", color: "#1a1a1a", borderBlockEnd: "4px solid #8a4b00", font: "1rem/1.5 sans-serif",
  });
  note.hidden = true;
  document.body.append(note);

  const line = (text) => Object.assign(document.createElement("p"), { textContent: text });
  const said = ({ path, line: at, message, hint }) => `${path ? `${path}, line ${at}: ` : ""}${message} ${hint}`;
  const show = ({ problems, more, searching }) => {
    const lines = problems.map(said);
    if (more) lines.push(`And ${more} more. “ourtables check” shows all.`);
    if (searching) lines.push("Word search is being brought up to date. Until then it finds what was there before.");
    note.replaceChildren(...lines.map(line));
    note.hidden = !lines.length;
  };
  new EventSource(new URL("changes", src)).onmessage = ({ data }) => {
    const state = JSON.parse(data);
    // The browser keeps the place on the page when it loads it again.
    if (String(state.number) === dataset.number) show(state);
    else location.reload();
  };
})();
