#pragma once

#include <string_view>

// A workbook to fill in (`edca template`), and how it is read back: by what stands in it, without
// an option.
//
//   Instrucciones | Instructions   words for people; never data
//   one sheet for each table       see below; its name is for people, the paths say what it holds
//   _catalogos (hidden)            the lists that cells are chosen from: for each a column of
//                                  labels and one of codes
//   _meta (hidden)                 column A a key, B its value: `template` ("edca-template/1"),
//                                  `profile`, `detail`, `language`, `list` ("releases",
//                                  "projects"), `schema_sha256`, `prefix`
//
// A sheet of a table has marks in column A, which holds no data; A1 begins with "#", and every row
// whose cell in column A begins with "#" is a mark. They may move, other rows may come between.
//
//   # ruta | # path                    paths; the row is hidden
//   # título | # title                 headings, each once in its sheet
//   # obligatorio | # required         Sí, Si aplica, No | Yes, If it applies, No
//   # cómo llenar | # how to fill in   a short sentence
//   # ejemplo | # example              never data
//   (column A empty)                   a row of data
//
// A path leads from the item to the field, with 0 behind each list of objects, as flatten-tool has
// it: "ocid", "tender/value/amount", "awards/0/id", "awards/0/items/0/description". The first
// columns of a table below another one name the rows around it: "ocid", "awards/0/id". A list of
// texts is one cell, with ";" between them. A code is its label in _catalogos, in the language of
// the workbook (the title of the code in its list), or the code itself.
//
// Sheets of less than full detail have no columns for `id`, `date`, `tag`, `initiationType` and
// `language` of a release: the reader makes them. What is typed in such a column counts.
namespace edca::tables {

inline constexpr std::string_view mark_sign = "#";
inline constexpr std::string_view lists_sheet = "_catalogos";
inline constexpr std::string_view meta_sheet = "_meta";
inline constexpr std::string_view template_version = "edca-template/1";

}  // namespace edca::tables
