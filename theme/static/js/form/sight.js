// A field of several lines comes into the window whole: a browser shows only the line that is written on.

export const showWhole = (box) =>
  box.addEventListener("focusin", ({ target }) => {
    if (target.matches("textarea")) target.scrollIntoView({ block: "nearest" });
  });
