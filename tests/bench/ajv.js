// ajv with draft-04 and formats, every error of every line.
//
//   node ajv.js FOLDER SCHEMA FILE    FOLDER has node_modules
"use strict";

const fs = require("fs");
const path = require("path");
const readline = require("readline");

const [folder, schema, file] = process.argv.slice(2);
const load = require("module").createRequire(path.join(path.resolve(folder), "package.json"));
const Ajv = load("ajv-draft-04");
const ajv = new Ajv({ allErrors: true, strict: false });
load("ajv-formats")(ajv);
const validate = ajv.compile(JSON.parse(fs.readFileSync(schema, "utf8")));

async function main() {
  let texts = 0;
  let invalid = 0;
  let errors = 0;
  for await (const line of readline.createInterface({ input: fs.createReadStream(file) })) {
    if (line === "") continue;
    texts += 1;
    if (validate(JSON.parse(line))) continue;
    invalid += 1;
    errors += validate.errors.length;
  }
  console.log(`${texts} texts, ${invalid} invalid, ${errors} errors`);
}

main();
