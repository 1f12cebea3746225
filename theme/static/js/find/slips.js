// How far a typed word is from a known one: letters too many, too few or wrong, or two that changed places.

export const slips = (one, other, most) => {
  let before = [];
  let above = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row += 1) {
    const line = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1];
      let best = Math.min(above[column] + 1, line[column - 1] + 1, above[column - 1] + (same ? 0 : 1));
      if (row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]) {
        best = Math.min(best, before[column - 2] + 1);
      }
      line.push(best);
    }
    if (Math.min(...line) > most) return most + 1;
    [before, above] = [above, line];
  }
  return Math.min(above.at(-1), most + 1);
};

export const forgiven = (name) => (name.length < 4 ? 0 : name.length < 9 ? 1 : 2);

// The known names with the fewest slips, by the alphabet; none if that is more than `most` or are forgiven.
export const nearest = (name, known, most = 2) => {
  let least = Math.min(most, forgiven(name));
  let found = [];
  if (!least) return found;
  for (const other of known) {
    if (Math.abs(other.length - name.length) > least) continue;
    const far = slips(name, other, least);
    if (far < least || (far === least && !found.length)) [least, found] = [far, [other]];
    else if (far === least) found.push(other);
  }
  return found.sort((a, b) => (a < b ? -1 : 1));
};
