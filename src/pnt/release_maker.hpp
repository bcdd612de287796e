#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "base/rule_id.hpp"
#include "json/value.hpp"
#include "pnt/fields.hpp"
#include "pnt/row.hpp"
#include "rows/values.hpp"

namespace edca::pnt {

struct ReadingChoice {
  bool keep_unmapped = false;
  bool natural_persons = false;
};

/// What has to be said of a cell: the rule, the key of its column, and what stands there.
using Say = std::function<void(base::RuleId rule, std::string_view key, std::string_view value)>;

/// Makes a part of a release of a row of PNT, by the places that formats/fields.toml names.
class ReleaseMaker {
 public:
  /// What is handed in must outlive it.
  ReleaseMaker(const ReadingChoice& choice, const rows::Zone& zone, Say tell, Say tally)
      : choice_(choice), zone_(zone), tell_(std::move(tell)), tally_(std::move(tally)) {}

  /// What a row says, in the members of a release; without ocid, id and tag. `number` is that of
  /// the process, `contract` that of the contract, "" where nothing came of the procedure. `date`
  /// is the last one on which something happened, if one is told.
  json::Value make(const Row& row, const std::string& number, const std::string& contract);

 private:
  struct Person {
    std::string id;
    json::Value party;  ///< without roles
    bool natural = false;
  };

  void cell(const Field& field, const std::string& text);
  void coded(const Field& field, const std::string& text);
  void text(const Field& field, std::string_view text);
  void amount(const Field& field, std::string_view text);
  std::string date(const Field& field, std::string_view text);
  void document(const Field& field, std::string_view text);
  void unit(const Field& field, std::string_view text);
  void method(std::string_view text);
  void category(std::string_view text);
  void reason(std::string_view text);
  void mechanisms(const Field& field, std::string_view text);
  void keep(const Field& field, std::string_view text);
  void listed(const Field& field, std::string_view text);

  // Sub-tables and what is put together of several cells: release_parts.cpp
  Person person(const Cells& cells, std::string_view column);
  void add_party(const Person& person, std::string_view role);
  json::Value reference(const Person& person, std::string_view role);
  void supplier(const Row& row);
  void address(json::Value& party, const Cells& cells);
  void table(std::string_view key, const std::vector<Cells>& lines);
  void people(const std::vector<Cells>& lines, std::string_view key, std::string_view role);
  void meeting(const std::vector<Cells>& lines, std::string_view key, std::string_view role);
  void quotes(const std::vector<Cells>& lines);
  void works(const std::vector<Cells>& lines);
  void amendments(const std::vector<Cells>& lines);
  void budget(const Row& row);
  void finish(const std::string& contract);

  json::Value& place(const Field& field);
  json::Value& object_of(Root root);
  bool is_address(std::string_view key, std::string_view text);

  const ReadingChoice& choice_;
  const rows::Zone& zone_;
  Say tell_;
  Say tally_;

  json::Value release_;
  json::Value award_;
  json::Value contract_;
  json::Value supplier_;
  std::string last_;
};

}  // namespace edca::pnt
