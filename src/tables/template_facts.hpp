#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

namespace edca::tables {

/// How much a workbook to fill in holds.
enum class Detail : unsigned char {
  basic,   ///< the tables of the short template, with what nobody can do without
  common,  ///< and what INAI's platform asks for or at least a fifth of real data fills
  full,    ///< every field of the profile
};

/// What is said of a field to those who fill it in.
struct FieldHelp {
  std::string es;
  std::string en;
  std::string example;
};

/// What is known of tables and fields beyond the schemas: schemas/workbook/*.csv. Immutable.
class TemplateFacts {
 public:
  TemplateFacts();

  /// Of the longest end of "releases/awards/items/unit/name" that is known; nullptr for none.
  const FieldHelp* help(std::string_view path) const;
  /// The least detail that has a field, "releases/tender/title".
  Detail detail(std::string_view path) const;
  /// Whether INAI's platform calls the field obligatory.
  bool obliged(std::string_view path) const;
  /// The name of the sheet of a table for people; "" where none was given.
  std::string_view sheet(std::string_view table, bool spanish) const;

 private:
  std::map<std::string, FieldHelp, std::less<>> help_;
  std::map<std::string, Detail, std::less<>> details_;
  std::set<std::string, std::less<>> obliged_;
  std::map<std::string, std::pair<std::string, std::string>, std::less<>> sheets_;
};

/// The facts, read when first asked for. Thread-safe.
const TemplateFacts& template_facts();

}  // namespace edca::tables
