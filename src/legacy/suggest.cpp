#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "base/embedded.hpp"
#include "base/suggest.hpp"
#include "base/text.hpp"
#include "edca/error.hpp"
#include "edca/legacy.hpp"
#include "io/inputs.hpp"
#include "legacy/layout_file.hpp"
#include "legacy/records.hpp"
#include "legacy/values.hpp"
#include "sheets/workbook.hpp"

namespace edca {
namespace legacy {
namespace {

constexpr std::size_t most_rows_before = 30;
constexpr std::size_t least_part = 5;  ///< letters of a heading that stands within another one

/// Letters and digits alone, one space between words.
std::string bare(std::string_view heading) {
  std::string result;
  bool gap = false;
  for (const char c : base::fold(heading)) {
    const bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (word && gap && !result.empty()) result += ' ';
    gap = !word;
    if (word) result += c;
  }
  return result;
}

const ValueList& dictionary(const char* list = "columns") {
  static const ValueLists known = [] {
    constexpr const char* path = "legacy/layouts/suggestions.toml";
    return read_values(embedded_file(path), path);
  }();
  return known.at(list);
}

SuggestedColumn filled(std::string_view heading, const std::vector<std::string>& meaning,
                       bool sure) {
  return {std::string(heading), meaning[0], meaning[1], meaning.size() > 2 ? meaning[2] : "", sure};
}

/// The longest heading of the dictionary that stands in another one as words.
const ValueList::value_type* part_of(const std::string& heading) {
  const ValueList::value_type* best = nullptr;
  const std::string around = " " + heading + " ";
  for (const auto& each : dictionary()) {
    if (each.first.size() < least_part || around.find(" " + each.first + " ") == std::string::npos)
      continue;
    if (best == nullptr || each.first.size() > best->first.size()) best = &each;
  }
  return best;
}

SuggestedColumn suggest(std::string_view heading) {
  const std::string name = bare(heading);
  if (const auto found = dictionary("unsure").find(name); found != dictionary("unsure").end())
    return filled(heading, found->second, false);
  if (const auto found = dictionary().find(name); found != dictionary().end())
    return filled(heading, found->second, true);
  std::vector<std::string_view> names;
  for (const auto& each : dictionary()) names.push_back(each.first);
  if (const std::string_view near = base::nearest(name, names); !near.empty())
    return filled(heading, dictionary().find(near)->second, false);
  if (const auto* const part = part_of(name)) return filled(heading, part->second, false);
  return {std::string(heading), "contracts[]/" + additional_name(heading), "keep", "", true};
}

/// The row with most headings that are understood.
std::vector<std::string> find_headings(sheets::Workbook& book) {
  std::vector<std::string> best;
  std::size_t most = 0;
  for (std::size_t sheet = 0; sheet < book.sheets().size(); ++sheet) {
    const auto rows = book.open(sheet);
    for (std::size_t row = 0; row < most_rows_before; ++row) {
      const sheets::Row* const read = rows->next();
      if (read == nullptr) break;
      std::vector<std::string> headings;
      std::size_t known = 0;
      for (const sheets::Cell& cell : read->cells) {
        headings.emplace_back(rows::without_spaces(cell.text));
        const std::string name = bare(headings.back());
        known += dictionary().contains(name) || dictionary("unsure").contains(name) ? 1 : 0;
      }
      if (known <= most) continue;
      most = known;
      best = std::move(headings);
    }
  }
  return most < 2 ? std::vector<std::string>() : best;
}

}  // namespace
}  // namespace legacy

std::vector<SuggestedColumn> suggest_columns(const std::vector<std::string>& headings) {
  std::vector<SuggestedColumn> columns;
  std::set<std::string> taken;
  for (const std::string& heading : headings) {
    if (heading.empty()) continue;
    SuggestedColumn column = legacy::suggest(heading);
    // What nobody knows keeps a place of its own.
    if (column.kind == "keep") {
      const std::string path = column.path;
      for (std::size_t n = 2; taken.contains(column.path); ++n)
        column.path = path + "_" + std::to_string(n);
    }
    const bool several = column.kind == "append" || column.kind == "document";
    // Of two columns with one place, one is something else.
    if (!several && !taken.insert(column.path + column.detail).second) column.sure = false;
    columns.push_back(std::move(column));
  }
  return columns;
}

std::vector<SuggestedColumn> suggest_columns_of(const std::string& input, const Session& session) {
  sheets::WorkbookOptions options;
  options.temporary_folder = session.temporary_folder;
  const io::InputList list = io::expand({input});
  if (!list.inputs.empty() && list.problems.empty()) {
    try {
      const auto book = sheets::open_workbook(list.inputs.front(), options);
      return suggest_columns(legacy::find_headings(*book));
    } catch (const io::InputFault&) {
      // Said below.
    }
  }
  throw Error(ErrorKind::usage, "convert.suggest-unread", {{"path", input}});
}

}  // namespace edca
