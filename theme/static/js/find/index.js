// The facet index: columns with a cell for each group, fetched when they are wanted.

import { fetched, remembered } from "./fetched.js";
import { learn } from "./says.js";

export class Index {
  constructor(folder, head) {
    const { says, ...columns } = head;
    learn(says);
    Object.assign(this, columns);
    this.folder = folder;
    this.cells = new Map();
    this._file = remembered((key) => this._fetchPart(...key.split(" ").map(Number)));
    for (const set of head.sets) {
      // Where files are many, they stand in a folder by their numbers.
      set.starts = set.starts ?? Array.from({ length: Math.ceil(head.count / set.every) }, (_, number) => number * set.every);
      set.files = set.files ?? set.starts.map((_, number) => `${set.base}/${number}`);
      for (const name of set.columns) if (!this.cells.has(name)) this.cells.set(name, new Array(head.count));
    }
  }

  static async open(folder, name) {
    return new Index(folder, await (await fetched(new URL(name, folder))).json());
  }

  // Fetches what is missing of some columns: for all groups, or for those given by number. What cards show stands in
  // files of its own in a large directory.
  async need(columns, groups) {
    const wanted = [];
    for (const column of columns) {
      const set = this.sets.find((one) => one.columns.includes(column));
      const numbers = new Set(groups?.map((group) => at(set.starts, group)) ?? set.files.keys());
      for (const number of numbers) wanted.push(this._file(`${this.sets.indexOf(set)} ${number}`));
    }
    await Promise.all(wanted);
  }

  async _fetchPart(place, number) {
    const { files, starts } = this.sets[place];
    const answer = await fetched(new URL(`${files[number]}.json`, this.folder));
    this._fill(await answer.json(), starts[number], starts[number + 1] ?? this.count);
  }

  // A part of the country may have no group at all.
  _fill(body, start, end) {
    for (const [column, value] of Object.entries(body)) {
      const cells = this.cells.get(column);
      let rank = 0;
      (typeof value === "string" ? value.split(" ") : value).forEach((cell, place) => {
        if (start + place < end) cells[start + place] = column === "rank" ? (rank += cell) : cell;
      });
    }
  }

  get(column, group) {
    return this.cells.get(column)[group];
  }

  // The groups of some parts of the country, by number; of all without any.
  range(parts = [...this.sets[0].starts.keys()]) {
    const { starts } = this.sets[0];
    return parts.flatMap((part) => {
      const end = starts[part + 1] ?? this.count;
      return Array.from({ length: end - starts[part] }, (_, place) => starts[part] + place);
    });
  }

  // The parts that have cells of some columns; a file brings those of all its groups, so one is enough.
  there(columns) {
    const { starts } = this.sets[0];
    const isEmpty = (part) => starts[part] === (starts[part + 1] ?? this.count);
    return [...starts.keys()].filter((part) => isEmpty(part) || columns.every((column) => this.get(column, starts[part]) !== undefined));
  }
}

const at = (starts, group) => {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle] <= group) low = middle;
    else high = middle - 1;
  }
  return low;
};
