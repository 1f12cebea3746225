// Scrolls a field of several lines into view whole: a browser shows only the line that is being written.

export const showWhole = (box) =>
  box.addEventListener("focusin", ({ target }) => {
    if (target.matches("textarea")) target.scrollIntoView({ block: "nearest" });
  });
