#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace edca::pnt {

/// What the cells of a column are; the numbers are those of row 4 of the capture layout.
enum class Type : std::uint8_t {
  short_text = 1,
  long_text = 2,
  number = 3,
  date = 4,
  hour = 5,
  money = 6,
  url = 7,
  file = 8,
  catalogue = 9,
  table = 10,
  separator = 11,
  year = 12,
  updated = 13,
  note = 14,
};

/// A value that is chosen from, and the number by which the platform knows it.
struct Option {
  std::int64_t order = 0;
  std::string label;
};

struct Column {
  std::int64_t id = 0;  ///< 0: not known
  std::string label;
  Type type = Type::short_text;
  std::string key;  ///< in formats/fields.toml
  bool required = false;
  std::vector<Option> options;  ///< of a catalogue
  std::vector<Column> columns;  ///< of a table
  std::int64_t table = 0;       ///< number of its sheet; 0: the id of the column
};

/// A format of the Plataforma Nacional de Transparencia: what its tables are like.
struct Format {
  std::string id;  ///< "43335"; "" where it differs from body to body
  std::string title;
  std::string short_name;
  std::string law;   ///< "": the one in force on the day, see law_on()
  std::string mail;  ///< of the unit, for the payload
  std::vector<std::string> methods;
  std::vector<Column> columns;

  /// nullptr where it has none of this key.
  const Column* find(std::string_view key) const;
  bool takes(std::string_view method) const;
};

/// A format by its name ("43335", "43336", "merged"), or else a file in TOML that says in what it
/// differs from one of these (docs/pnt.md). Throws Error(usage): "convert.pnt-unread",
/// "convert.pnt-syntax" with argument line, "convert.pnt-entry" with argument entry; all with path.
Format find_format(const std::string& name);

/// What the duty to publish is called on a day, "2025-06-30". "" before there was one. Thread-safe.
std::string law_on(std::string_view day);

}  // namespace edca::pnt
