// Reads a JSON list of Markdown texts from standard input and writes a JSON list of the HTML that
// CommonMark with the public CJK-friendly amendments makes of them. Strikethrough takes two tildes.
import { readFileSync } from "node:fs";
import { micromark } from "micromark";
import { gfmHtml } from "micromark-extension-gfm";
import { cjkFriendlyExtension } from "micromark-extension-cjk-friendly";
import { gfmStrikethroughCjkFriendly } from "micromark-extension-cjk-friendly-gfm-strikethrough";

const options = {
  extensions: [cjkFriendlyExtension(), gfmStrikethroughCjkFriendly({ singleTilde: false })],
  htmlExtensions: [gfmHtml()],
};
const texts = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(texts.map((text) => micromark(text, options))));
