#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "schema/plan.hpp"

namespace edca::rows {

/// What the cells of a column hold.
enum class Type : std::uint8_t {
  unknown,  ///< the schema does not say
  text,
  number,
  integer,
  boolean,
  date_time,
  list,     ///< texts
  numbers,  ///< a list of them, or of lists
};

/// A place in an item that holds no object.
struct Field {
  std::string way;          ///< names from the item on: "awards/items/unit/name"
  std::vector<bool> lists;  ///< of each name: whether a list of objects stands there
  Type type = Type::text;
  const schema::Codelist* codes = nullptr;
  bool open_codes = false;
};

/// What people write in headings, so that it can be compared: small letters without accents, one
/// space between words, none beside a colon, without marks such as * and (obligatorio).
std::string plain_heading(std::string_view heading);

/// The fields of releases, records or projects, by their ways and by their titles in both
/// languages.
class Fields {
 public:
  /// `item` is the schema of one item; it must outlive this.
  explicit Fields(const schema::Node* item);

  /// By its way, whatever the case of letters; nullptr where there is none.
  const Field* by_way(std::string_view way) const;
  /// Whether a list of objects stands there.
  bool is_list(std::string_view way) const;
  /// By a title, in the form of plain_heading(): that of the field with those of all that is around
  /// it ("licitacion:valor:monto"), or with those down from the rows of a table. nullptr where
  /// there is none, or where several have it.
  const Field* by_title(std::string_view title, std::string_view table) const;
  /// The table that a name or a title means: its way, "awards/items"; "" for the items themselves.
  /// nullptr where there is none.
  const std::string* table(std::string_view plain_name) const;
  /// The ways of all tables, "" first.
  const std::vector<std::string>& tables() const { return tables_; }
  /// All titles and ways, for suggestions.
  std::vector<std::string_view> names() const;

 private:
  struct Walk;
  using Titles = std::map<std::string, const Field*, std::less<>>;

  void add(Titles& titles, const std::string& title, const Field* field);
  void walk(const schema::Node* node, Walk& at);
  void member(const std::string& key, const schema::Property& property, Walk& at);
  void leaf(const schema::Property& property, const Walk& at, Type type);
  void add_table(const Walk& at);

  std::deque<Field> fields_;
  Titles ways_;                                       ///< by the way in small letters
  Titles whole_;                                      ///< by titles from the item on
  std::map<std::string, Titles, std::less<>> below_;  ///< by table, titles from its rows on
  std::map<std::string, std::string, std::less<>> table_names_;
  std::vector<std::string> tables_;                ///< in the order of the schema
  std::set<std::string, std::less<>> table_ways_;  ///< the same
};

}  // namespace edca::rows
