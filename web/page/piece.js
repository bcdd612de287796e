"use strict";
// The part of a document that a finding is about: bytes are cut out of the file, and the value is marked in them.

const around = { before: 4000, behind: 8000 };  // bytes
const most_lines = { before: 4, behind: 6 };
const longest_line = 160;    // characters beside the value
const longest_value = 1200;  // bytes that are marked

const char = (text) => text.charCodeAt(0);

// Where the value ends that begins at `at`: behind its closing quote or bracket, or in front of a delimiter.
function end_of_value(bytes, at) {
  const opening = bytes[at];
  const limit = Math.min(bytes.length, at + longest_value);
  // Within a string something else is wrong: an escape, or bytes of no character.
  if (opening === char("\\")) return Math.min(limit, at + (bytes[at + 1] === char("u") ? 6 : 2));
  if (opening >= 0x80) {
    let end = at;
    while (end < limit && bytes[end] >= 0x80) end += 1;
    return end;
  }
  let depth = 0;
  let quoted = false;
  for (let here = at; here < limit; here += 1) {
    const byte = bytes[here];
    if (quoted) {
      if (byte === char("\\")) here += 1;
      else if (byte === char('"')) {
        quoted = false;
        if (depth === 0) return here + 1;
      }
    } else if (byte === char('"') && depth === 0 && here > at) return here;
    else if (byte === char('"')) quoted = true;
    else if (byte === char("{") || byte === char("[")) depth += 1;
    else if (byte === char("}") || byte === char("]")) {
      depth -= 1;
      if (depth <= 0) return depth < 0 && here > at ? here : here + 1;
    } else if (depth === 0 && (byte === char(",") || byte === char(":") || byte <= 32)) return Math.max(here, at + 1);
  }
  // An object that goes on: its first sign stands for it.
  return opening === char("{") || opening === char("[") ? at + 1 : limit;
}

// Cuts texts before and behind the value down to some lines, and long lines to what stands next to it.
function trim(before, behind) {
  let lines = before.split("\n");
  lines = lines.slice(-most_lines.before - 1);
  const last = lines.length - 1;
  if (lines[last].length > longest_line) lines = [`…${lines[last].slice(-longest_line)}`];
  const after = behind.split("\n").slice(0, most_lines.behind + 1);
  if (after[0].length > longest_line) after.splice(0, after.length, `${after[0].slice(0, longest_line)}…`);
  const short = (line) => (line.length > 2 * longest_line ? `${line.slice(0, 2 * longest_line)}…` : line);
  return [lines.map((line, at) => (at === last ? line : short(line))).join("\n"),
    after.map((line, at) => (at === 0 ? line : short(line))).join("\n")];
}

// {before, value, behind, line} of bytes of which the first is at `start` and the finding at `offset`.
function cut_out(bytes, start, offset, line, encoding) {
  const decoder = new TextDecoder(encoding === "utf-8" ? "utf-8" : "windows-1252");
  const at = offset - start;
  let first = 0;
  // A character that is cut in two is left out.
  while (encoding === "utf-8" && first < at && (bytes[first] & 0xc0) === 0x80) first += 1;
  const end = end_of_value(bytes, at);
  const value = decoder.decode(bytes.subarray(at, end));
  const [before, behind] = trim(decoder.decode(bytes.subarray(first, at)), decoder.decode(bytes.subarray(end)));
  return { before, value, behind, line: line - (before.match(/\n/g) ?? []).length };
}

async function is_packed(file) {
  const [one, two] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  return (one === 0x1f && two === 0x8b) || (one === 0x28 && two === 0xb5) || (one === 0x50 && two === 0x4b);
}

// Of a file that lies open.
async function piece_of_file(file, place, encoding) {
  const start = Math.max(0, place.offset - around.before);
  const bytes = new Uint8Array(await file.slice(start, place.offset + around.behind).arrayBuffer());
  return cut_out(bytes, start, place.offset, place.line, encoding);
}
