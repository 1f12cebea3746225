// How many slips lie between a typed word and a known one: a letter too many, missing or wrong, or two swapped
// (optimal string alignment, as in plugins/ourtables/core/edit_distance.py). `most` + 1 stands for any greater number.

export const editDistance = (one, other, most) => {
  let before = [];
  let above = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row += 1) {
    const line = [row];
    let least = row;
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1];
      let best = Math.min(above[column] + 1, line[column - 1] + 1, above[column - 1] + !same);
      const swapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      if (row > 1 && column > 1 && swapped) best = Math.min(best, before[column - 2] + 1);
      line.push(best);
      least = Math.min(least, best);
    }
    if (least > most) return most + 1;
    [before, above] = [above, line];
  }
  return Math.min(above[other.length], most + 1);
};

export const slipsForgiven = (name) => (name.length < 4 ? 0 : name.length < 9 ? 1 : 2);

// The known names with the fewest slips, in alphabetical order; none when all have more than `most` or than are forgiven.
export const nearest = (name, known, most = 2) => {
  let least = Math.min(most, slipsForgiven(name));
  let found = [];
  if (!least) return found;
  for (const other of known) {
    if (Math.abs(other.length - name.length) > least) continue;
    const slips = editDistance(name, other, least);
    if (slips < least) [least, found] = [slips, []];
    if (slips === least) found.push(other);
  }
  return found.sort();
};
