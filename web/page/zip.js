"use strict";
// An archive of files, stored as they are: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT

const crc_table = Uint32Array.from({ length: 256 }, (none, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

async function crc32(blob) {
  let crc = 0xffffffff;
  for (let at = 0; at < blob.size; at += 4 << 20) {
    for (const byte of new Uint8Array(await blob.slice(at, at + (4 << 20)).arrayBuffer())) crc = crc_table[(crc ^ byte) & 255] ^ (crc >>> 8);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

// Numbers of two or four bytes, the smallest first.
function numbers(...values) {
  const view = new DataView(new ArrayBuffer(values.reduce((sum, [size]) => sum + size, 0)));
  let at = 0;
  for (const [size, value] of values) {
    if (size === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += size;
  }
  return view.buffer;
}

// A Blob of files {path, blob}; together below 4 GiB.
async function zip(files) {
  const parts = [];
  const directory = [];
  let offset = 0;
  for (const { path, blob } of files) {
    const name = new TextEncoder().encode(path);
    // Names in UTF-8, stored, 1 January 1980; sum and sizes; length of the name.
    const about = [[2, 20], [2, 0x800], [2, 0], [2, 0], [2, 0x21], [4, await crc32(blob)], [4, blob.size], [4, blob.size], [2, name.length], [2, 0]];
    parts.push(numbers([4, 0x04034b50], ...about), name, blob);
    directory.push(numbers([4, 0x02014b50], [2, 20], ...about, [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]), name);
    offset += 30 + name.length + blob.size;
  }
  const length = directory.reduce((sum, part) => sum + part.byteLength, 0);
  const end = numbers([4, 0x06054b50], [2, 0], [2, 0], [2, files.length], [2, files.length], [4, length], [4, offset], [2, 0]);
  return new Blob([...parts, ...directory, end], { type: "application/zip" });
}
