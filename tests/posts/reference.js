// Answers for texts from the JavaScript reference, npm `twitter-text` 3.
//
// Standard input: one JSON string a line. Standard output: one JSON array a line, the answer of
// `parseTweet` and of `extractEntitiesWithIndices` in short form:
// [weightedLength, valid, permillage, validRangeEnd, displayRangeEnd, [[kind, start, end], ...]]
// All positions are UTF-16 units. Run it in a folder where `npm install twitter-text@3` was run,
// or name that folder in TWITTER_TEXT. With `--time N` it prints, for each text, the median of up to N
// rounds of both calls (at most 0.4 s, but three rounds) in nanoseconds instead.

const { createRequire } = require("module");
const path = require("path");
const readline = require("readline");

const home = path.resolve(process.env.TWITTER_TEXT || process.cwd());
const twitter = createRequire(path.join(home, "package.json"))("twitter-text");
const timed = process.argv.includes("--time");

const kindOf = (found) =>
  "url" in found
    ? "link"
    : "screenName" in found
      ? "mention"
      : "hashtag" in found
        ? "hashtag"
        : "cashtag";

function answer(text) {
  const counted = twitter.parseTweet(text);
  const entities = twitter.extractEntitiesWithIndices(text);
  return [
    counted.weightedLength,
    counted.valid,
    counted.permillage,
    counted.validRangeEnd,
    counted.displayRangeEnd,
    entities.map((found) => [kindOf(found), ...found.indices]),
  ];
}

function time(text) {
  let least = Infinity;
  const over = Date.now() + 200;
  do {
    const start = process.hrtime.bigint();
    twitter.parseTweet(text);
    twitter.extractEntitiesWithIndices(text);
    least = Math.min(least, Number(process.hrtime.bigint() - start));
  } while (Date.now() < over);
  return least;
}

readline.createInterface({ input: process.stdin }).on("line", (line) => {
  const text = JSON.parse(line);
  process.stdout.write(JSON.stringify(timed ? time(text) : answer(text)) + "\n");
});
