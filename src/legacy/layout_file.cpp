#include "legacy/layout_file.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>

#include "legacy/layout.hpp"
#include "legacy/toml_file.hpp"

namespace edca::legacy {
namespace {

constexpr std::array<std::pair<std::string_view, Kind>, 30> kinds = {{
    {"text", Kind::text},
    {"procedure", Kind::procedure},
    {"file", Kind::file},
    {"contract", Kind::contract},
    {"element", Kind::element},
    {"amount", Kind::amount},
    {"currency", Kind::currency},
    {"date", Kind::date},
    {"code", Kind::code},
    {"label", Kind::label},
    {"method", Kind::method},
    {"category", Kind::category},
    {"once", Kind::once},
    {"append", Kind::append},
    {"unit-name", Kind::unit_name},
    {"personal", Kind::personal},
    {"rfc", Kind::rfc},
    {"registry", Kind::registry},
    {"document", Kind::document},
    {"items", Kind::items},
    {"budget", Kind::budget},
    {"budget-text", Kind::budget_text},
    {"related", Kind::related},
    {"related-id", Kind::related_id},
    {"related-number", Kind::related_number},
    {"amended", Kind::amended},
    {"keep", Kind::keep},
    {"keep-amount", Kind::keep_amount},
    {"drop", Kind::drop},
    {"", Kind::text},
}};

constexpr std::array<std::pair<std::string_view, Root>, 6> roots = {{
    {"awards[]/", Root::award},
    {"contracts[]/", Root::contract},
    {"parties[buyer]/", Root::buyer},
    {"parties[unit]/", Root::unit},
    {"parties[supplier]/", Root::supplier},
    {"parties[funder]/", Root::funder},
}};

/// One file.
class LayoutReader : private TomlFile {
 public:
  LayoutReader(std::string_view text, const std::string& path)
      : TomlFile(text, path, {"convert.map-syntax", "convert.map-entry"}) {}

  Layout layout() const {
    Layout layout;
    for (const auto& [key, node] : root()) {
      const std::string_view name = key.str();
      if (name == "name")
        layout.name = text(node, name);
      else if (name == "from")
        layout.from = text(node, name);
      else if (name == "currency")
        layout.currency = text(node, name);
      else if (name == "signature")
        layout.signature = texts(node, name);
      else if (name == "begins")
        layout.begins = texts(node, name);
      else if (name == "by_order")
        layout.by_order = flag(node, name);
      else if (name == "first_may_be_empty")
        layout.first_may_be_empty = flag(node, name);
      else if (name == "rows_are_contracts")
        layout.rows_are_contracts = flag(node, name);
      else if (name == "columns")
        layout.columns = columns(node);
      else
        wrong(name);
    }
    if (layout.columns.empty()) wrong("columns");
    for (const LayoutColumn& column : layout.columns) add_amount(column, layout.amounts);
    return layout;
  }

  ValueLists values() const {
    ValueLists lists;
    for (const auto& [key, node] : root()) {
      ValueList& values = lists[std::string(key.str())];
      for (const auto& [said, code] : table(node, key.str())) {
        const bool one = code.is_string();
        values[std::string(said.str())] =
            one ? std::vector{text(code, said.str())} : texts(code, said.str());
      }
    }
    return lists;
  }

 private:
  std::vector<LayoutColumn> columns(const toml::node& node) const {
    std::vector<LayoutColumn> result;
    for (const toml::node& each : list(node, "columns")) {
      const std::string entry = "columns, " + std::to_string(result.size() + 1);
      const std::vector<std::string> said = texts(each, entry);
      if (said.size() < 2) wrong(entry);
      result.push_back(column(said));
      result.back().line = each.source().begin.line;
    }
    return result;
  }

  static void add_amount(const LayoutColumn& column, std::vector<AmountPlace>& places) {
    if (column.kind != Kind::amount) return;
    if (column.keys.back() != "amount" && column.keys.back() != "netAmount") return;
    AmountPlace place{column.root, {column.keys.begin(), column.keys.end() - 1}};
    if (std::ranges::find(places, place) == places.end()) places.push_back(std::move(place));
  }

  LayoutColumn column(const std::vector<std::string>& said) const {
    LayoutColumn column;
    column.heading = said[0];
    column.path = said[1];
    if (said.size() > 2) {
      const auto found = std::ranges::find(kinds, said[2], &decltype(kinds)::value_type::first);
      if (found == kinds.end()) wrong(said[2]);
      column.kind = found->second;
    }
    for (std::size_t at = 3; at < said.size(); ++at) {
      if (said[at] == "apostrophe")
        column.apostrophe = true;
      else if (said[at] == "fallback")
        column.fallback = true;
      else if (said[at] == "tax-unsaid")
        column.tax_unsaid = true;
      else
        column.detail = said[at];
    }
    if (column.kind == Kind::drop) return column;
    split(column);
    if (column.keys.empty()) wrong(column.heading);
    return column;
  }

  void split(LayoutColumn& column) const {
    std::string_view rest = column.path;
    for (const auto& [begin, root] : roots) {
      if (!rest.starts_with(begin)) continue;
      column.root = root;
      rest.remove_prefix(begin.size());
      break;
    }
    while (!rest.empty()) {
      const std::size_t end = rest.find('/');
      if (end == 0) wrong(column.path);
      column.keys.emplace_back(rest.substr(0, end));
      rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    }
  }
};

}  // namespace

std::string_view name_of(Kind kind) {
  const auto found = std::ranges::find(kinds, kind, &decltype(kinds)::value_type::second);
  return found == kinds.end() ? std::string_view("text") : found->first;
}

Layout read_layout(std::string_view text, const std::string& path) {
  return LayoutReader(text, path).layout();
}

ValueLists read_values(std::string_view text, const std::string& path) {
  return LayoutReader(text, path).values();
}

}  // namespace edca::legacy
