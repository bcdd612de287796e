#include "advertising/standard.hpp"

#include <algorithm>

#include "base/csv.hpp"
#include "base/embedded.hpp"
#include "base/text.hpp"
#include "json/value.hpp"

namespace edca::advertising {
namespace {

constexpr std::string_view folder = "schemas/publicidad-abierta/";

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

Type type_of(std::string_view word) {
  if (word == "integer") return Type::row_number;
  if (word == "year") return Type::year;
  if (word == "date") return Type::date;
  return word == "number" ? Type::amount : Type::text;
}

Lineage lineage_of(std::string_view word) {
  return word == "v1" ? Lineage::v1 : word == "v2" ? Lineage::v2 : Lineage::back_office;
}

Codelist read_codelist(std::string_view name, std::string_view text) {
  Codelist list;
  list.name = name;
  const std::vector<base::Row> rows = base::parse_csv(text, name);
  for (std::size_t at = 1; at < rows.size(); ++at) {
    const std::string& code = rows[at][0];
    std::string all = code + "|" + rows[at][3];
    for (std::size_t from = 0; from <= all.size();) {
      const std::size_t to = std::min(all.find('|', from), all.size());
      const std::string spelling = all.substr(from, to - from);
      from = to + 1;
      if (spelling.empty()) continue;
      list.spellings.try_emplace(spelling, code);
      list.plain.try_emplace(plain_heading(spelling), code);
    }
    std::vector<std::string>& parents = list.parents[code];
    if (!rows[at][4].empty()) parents.push_back(rows[at][4]);
  }
  return list;
}

Field read_field(const json::Value& value, const Standard& standard) {
  Field field;
  field.name = value.text("name");
  field.plain = plain_heading(field.name);
  field.type = type_of(value.text("type"));
  const json::Value* constraints = value.find("constraints");
  field.required = constraints != nullptr && constraints->flag("required");
  field.office = value.text("lineage") == "back-office";
  field.codes = standard.codelist(value.text("codelist"));
  if (const json::Value* also = value.find("also")) {
    for (const auto& [lineage, names] : also->as_object()) {
      for (const json::Value& each : names.as_array())
        field.also.emplace_back(plain_heading(each.as_string()), lineage_of(lineage));
    }
  }
  return field;
}

Table read_table(std::string_view name, std::string_view text, const Standard& standard) {
  const json::Value value = json::parse(text, name);
  Table table;
  table.name = name;
  for (const json::Value& field : value.find("fields")->as_array())
    table.fields.push_back(read_field(field, standard));
  if (const json::Value* key = value.find("primaryKey")) {
    for (const json::Value& field : key->as_array())
      table.key.push_back(table.find(field.as_string()));
  }
  if (const json::Value* keys = value.find("foreignKeys")) {
    for (const json::Value& each : keys->as_array()) {
      const json::Value& target = *each.find("reference");
      table.references.push_back(
          {table.find(each.text("fields")), std::string(target.text("resource")),
           std::string(target.text("fields")), std::string(each.text("absent"))});
    }
  }
  return table;
}

}  // namespace

std::string_view name(Lineage lineage) noexcept {
  return lineage == Lineage::v2 ? "v2" : lineage == Lineage::v1 ? "v1" : "back-office";
}

std::string plain_heading(std::string_view text) {
  const std::string folded = base::fold(text);
  std::string plain;
  for (const char c : folded)
    if (is_word(c) || c == '#') plain += c;
  return plain;
}

std::string_view trimmed_anyhow(std::string_view text) {
  constexpr std::string_view blank = " \t\r\n\v\f";
  constexpr std::string_view no_break = "\xC2\xA0";
  while (!text.empty()) {
    if (blank.find(text.front()) != std::string_view::npos) {
      text.remove_prefix(1);
    } else if (text.starts_with(no_break)) {
      text.remove_prefix(no_break.size());
    } else {
      break;
    }
  }
  while (!text.empty()) {
    if (blank.find(text.back()) != std::string_view::npos) {
      text.remove_suffix(1);
    } else if (text.ends_with(no_break)) {
      text.remove_suffix(no_break.size());
    } else {
      break;
    }
  }
  return text;
}

std::string cut(std::string_view text, std::size_t most) {
  if (text.size() <= most) return std::string(text);
  std::size_t end = most;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return std::string(text.substr(0, end)) + "…";
}

std::size_t Table::find(std::string_view field) const {
  const auto found = std::ranges::find(fields, field, &Field::name);
  return found == fields.end() ? nowhere : static_cast<std::size_t>(found - fields.begin());
}

const Standard& Standard::get() {
  static const Standard standard;
  return standard;
}

Standard::Standard() {
  for (const EmbeddedFile& file : embedded_files()) {
    if (!file.path.starts_with(folder)) continue;
    const std::string_view rest = file.path.substr(folder.size());
    if (!rest.starts_with("codelists/")) continue;
    const std::string_view stem = rest.substr(10, rest.size() - 14);
    codelists_.emplace(stem, read_codelist(stem, file.text));
  }
  for (const EmbeddedFile& file : embedded_files()) {
    if (!file.path.starts_with(folder) || !file.path.ends_with(".json")) continue;
    const std::string_view rest = file.path.substr(folder.size());
    tables_.push_back(read_table(rest.substr(0, rest.size() - 5), file.text, *this));
  }
}

const Codelist* Standard::codelist(std::string_view name) const {
  const auto found = codelists_.find(name);
  return found == codelists_.end() ? nullptr : &found->second;
}

}  // namespace edca::advertising
