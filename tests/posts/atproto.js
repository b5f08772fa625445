// Answers for texts from npm `@atproto/api`: [graphemes, bytes, [[kind, byteStart, byteEnd], ...]].
//
// Standard input: one JSON string a line. Standard output: one JSON array a line. Facets that
// overlap an earlier one are left out, as the app leaves them out when it shows a text. Run it in a
// folder where `npm install @atproto/api` was run, or name that folder in ATPROTO.

const { createRequire } = require("module");
const path = require("path");
const readline = require("readline");

const home = path.resolve(process.env.ATPROTO || process.cwd());
const { RichText, UnicodeString } = createRequire(path.join(home, "package.json"))("@atproto/api");

function kindOf(text, facet) {
  const kind = facet.features[0].$type.split("#")[1];
  if (kind !== "tag") return kind;
  return text.utf8[facet.index.byteStart] === 36 ? "cashtag" : "hashtag"; // a dollar sign
}

readline.createInterface({ input: process.stdin }).on("line", (line) => {
  const text = new UnicodeString(JSON.parse(line));
  const rich = new RichText({ text: text.utf16 });
  rich.detectFacetsWithoutResolution();
  const facets = (rich.facets || []).sort((a, b) => a.index.byteStart - b.index.byteStart);
  const found = [];
  let free = 0;
  for (const facet of facets) {
    if (facet.index.byteStart < free) continue;
    found.push([kindOf(text, facet), facet.index.byteStart, facet.index.byteEnd]);
    free = facet.index.byteEnd;
  }
  process.stdout.write(JSON.stringify([text.graphemeLength, text.length, found]) + "\n");
});
