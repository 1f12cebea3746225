// Answers queries with MiniSearch as it comes, over the documents and queries read as JSON: the ids of each, best first.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(new URL("../../tests/browser/package.json", import.meta.url));
const MiniSearch = require("minisearch");
const { documents, queries } = JSON.parse(readFileSync(0, "utf8"));
const search = new MiniSearch({ fields: ["name", "filed", "own"], searchOptions: { boost: { name: 3, filed: 2 }, prefix: true, fuzzy: 0.2 } });
search.addAll(documents);
console.log(JSON.stringify(queries.map((query) => search.search(query).map(({ id }) => id))));
