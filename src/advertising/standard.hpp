#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// The tables of Publicidad Abierta, as schemas/publicidad-abierta has them.

namespace edca::advertising {

constexpr std::size_t nowhere = ~std::size_t{0};

/// Which edition of the tool wrote a table.
enum class Lineage : unsigned char { v2, v1, back_office };

/// "v2", "v1" or "back-office".
std::string_view name(Lineage lineage) noexcept;

enum class Type : unsigned char { text, row_number, year, date, amount };

struct Codelist;

struct Field {
  std::string name;   ///< its heading
  std::string plain;  ///< the heading as plain_heading() has it
  Type type = Type::text;
  bool required = false;
  bool office = false;  ///< only exports of the back office have it
  const Codelist* codes = nullptr;
  std::vector<std::pair<std::string, Lineage>> also;  ///< other headings, plain
};

/// What a field names: a row of another table.
struct Reference {
  std::size_t field = 0;
  std::string table;
  std::string target;  ///< name of its field
  std::string absent;  ///< what stands there where nothing is named; may be empty
};

struct Table {
  std::string name;  ///< of the file, without its ending: "contratos"
  std::vector<Field> fields;
  std::vector<std::size_t> key;
  std::vector<Reference> references;

  /// The field of this name; `nowhere` where there is none.
  std::size_t find(std::string_view field) const;
};

/// Codes that a site may add to.
struct Codelist {
  std::string name;
  /// Every spelling that some edition of the tool has, with the code.
  std::map<std::string, std::string, std::less<>> spellings;
  /// Codes by their spellings without capitals, accents, spaces and signs.
  std::map<std::string, std::string, std::less<>> plain;
  /// By code: those above it, of the list that the code belongs to; empty lists for none.
  std::map<std::string, std::vector<std::string>, std::less<>> parents;
};

/// All tables. Immutable; safe to share.
class Standard {
 public:
  static const Standard& get();

  const std::vector<Table>& tables() const { return tables_; }
  /// nullptr where there is none.
  const Codelist* codelist(std::string_view name) const;

 private:
  Standard();

  std::vector<Table> tables_;
  std::map<std::string, Codelist, std::less<>> codelists_;
};

/// Lower case, without accents; every sign that is neither letter nor digit is gone, but for "#".
std::string plain_heading(std::string_view text);

/// Without white space around it, also such as does not break (U+00A0).
std::string_view trimmed_anyhow(std::string_view text);
inline std::string_view trimmed(std::string_view text) {
  if (text.empty()) return text;
  const auto first = static_cast<unsigned char>(text.front());
  const auto last = static_cast<unsigned char>(text.back());
  const bool tight = first > ' ' && first != 0xC2 && last > ' ' && last != 0xA0;
  return tight ? text : trimmed_anyhow(text);
}

/// Whether nothing is left of it then.
inline bool is_blank(std::string_view text) {
  if (text.empty()) return true;
  // What begins with a sign above the space, but for one that may be U+00A0, says something.
  const auto first = static_cast<unsigned char>(text.front());
  return (first <= ' ' || first == 0xC2) && trimmed(text).empty();
}

/// The text; of a longer one than `most` bytes its beginning, up to a whole character, with "…".
std::string cut(std::string_view text, std::size_t most);

}  // namespace edca::advertising
