// Cells are words of letters, one letter a value.
export const decoded = (cell) =>
  Array.from(cell, (letter) => {
    const code = letter.charCodeAt(0);
    return code - 35 - (code > 92);
  });
