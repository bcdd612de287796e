#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace edca::pnt {

/// What a column of PNT tells, and so what becomes of its cells in either direction.
enum class Kind : std::uint8_t {
  text,
  date,
  amount,
  document,  ///< the address of a document of the type that `details` names first
  link,      ///< an address that is no document
  unit,      ///< name of a unit with the role `details`
  method,
  category,
  procedure,  ///< its number
  contract,   ///< its number
  deserted,   ///< whether nothing came of the procedure
  reason,     ///< why the supplier was chosen
  person,     ///< a part of the supplier
  personal,   ///< of a natural person
  address,    ///< a part of the fiscal address
  currency,
  rate,
  payment,
  guarantees,
  term,  ///< a date that another column may tell too
  origin,
  source,
  place,
  notice,
  stage,
  amended,
  mechanisms,
  table,
  period,     ///< that is reported
  keep,       ///< has no place in the standard
  keep_date,  ///< likewise, a date
  body,       ///< that reports
  stamp,      ///< of the platform itself
};

enum class Root : std::uint8_t { release, award, contract, supplier, party };

struct Field {
  std::string key;
  std::string path;
  Kind kind = Kind::text;
  std::vector<std::string> details;
  Root root = Root::release;
  std::vector<std::string> keys;  ///< below the root; "[]" behind that of a list
};

/// What is known of columns: formats/fields.toml. Immutable.
struct Fields {
  std::vector<Field> all;
  std::map<std::string, std::string, std::less<>> headings;  ///< keys by plain headings
  std::map<std::string, std::string, std::less<>> parts;     ///< of sub-tables, by how they begin
  /// What cells say and what that stands for, by list.
  std::map<std::string, std::map<std::string, std::string, std::less<>>, std::less<>> values;
  /// What is written of a code, by list.
  std::map<std::string, std::map<std::string, std::string, std::less<>>, std::less<>> labels;

  const Field* find(std::string_view key) const;
  /// What a cell stands for; nullptr where the list does not have it.
  const std::string* value(std::string_view list, std::string_view cell) const;
  /// What a code is called; nullptr where the list does not have it.
  const std::string* label(std::string_view list, std::string_view code) const;
};
const Fields& fields();

/// A heading as it is compared: small letters and digits, without accents, signs, "(catálogo)" and
/// the number of a sub-table.
std::string plain_label(std::string_view heading);

/// The number of the sub-table that a heading names: "325283" of "POSIBLES CONTRATANTES
/// (Tabla_325283)"; "" where it names none.
std::string table_of(std::string_view heading);

/// Whether a cell says that there is nothing to be said: "N/A", "Ver nota".
bool says_nothing(std::string_view cell);

}  // namespace edca::pnt
