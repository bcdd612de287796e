#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "io/grouper.hpp"
#include "json/value.hpp"
#include "legacy/notes.hpp"
#include "legacy/plan.hpp"
#include "legacy/records.hpp"
#include "legacy/rows.hpp"
#include "rows/fields.hpp"
#include "schema/catalog.hpp"
#include "schema/profile.hpp"

namespace edca::legacy {

/// The CSV that the platform Contrataciones Abiertas of INAI writes: some forty files, known by a
/// number, whose columns are paths of a release and begin with "ocid". The platform takes commas,
/// semicolons, line breaks and the letters "92r" out of values and puts no quotes around them, so
/// that lists of codes run into each other.
class Inai {
 public:
  Inai(const Plan& plan, Notes& notes, items::RunLog& log);
  ~Inai();

  /// Whether a sheet is one of these files, by its name ("5200", "5200_items") and the row of its
  /// headings.
  static bool is_one(std::string_view name, std::span<const std::string_view> headings);

  /// What the columns of a sheet are. Sheets of the package have none.
  void begin(std::size_t number, const Sheet& sheet);
  /// Whether rows of the sheet belong to processes.
  bool has(std::size_t number) const;
  /// The OCID of a row; "" where it belongs to none.
  std::string_view ocid_of(std::size_t number, const Record& record) const;
  /// One release of all rows of a process, in a line with its break; `now` as for ProcessMaker.
  std::string make(std::string_view ocid, std::span<const Row> rows, const std::string& now);
  /// Tells what was mended.
  void finish();

 private:
  struct Column;
  struct File;

  Column column_of(const File& file, std::string_view heading) const;
  void add(const File& file, const Row& row, json::Value& release);
  json::Value* element_at(const File& file, const Row& row, std::size_t depth, json::Value& above,
                          std::string& place);
  bool is_of_person(const File& file, const Row& row) const;
  void put(const File& file, const Row& row, std::size_t at, json::Value& element);
  json::Value value_of(const rows::Field& field, const Row& row, std::size_t at);
  json::Value list_of(const rows::Field& field, const Row& row, std::size_t at);

  const Plan& plan_;
  Notes& notes_;
  items::RunLog& log_;
  schema::Catalog catalog_;
  schema::Profile profile_;
  rows::Fields fields_;
  std::map<std::size_t, File> files_;  ///< by number of the sheet
  std::map<std::pair<std::string, std::string>, std::uint64_t> repairs_;
  std::size_t first_file_ = 0;  ///< in the log
  /// Of the process: elements in their lists, by the place of the list and the id.
  std::unordered_map<std::string, std::size_t> places_;
};

}  // namespace edca::legacy
