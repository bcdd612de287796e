#include "select/report.hpp"

#include <initializer_list>
#include <utility>

#include "base/csv.hpp"
#include "json/value.hpp"

namespace edca::select {

std::string Report::begin() {
  if (format_ == SelectionFormat::json) return "{\"report\":\"edca-selection/1\",\"hits\":[";
  std::string row;
  base::write_csv_row({"ocid", "contract", "rule", "field", "word"}, row);
  return row;
}

std::string Report::hit(const SelectionHit& hit) {
  std::string out;
  if (format_ == SelectionFormat::csv) {
    base::write_csv_row({hit.ocid, hit.contract, hit.rule, hit.field, hit.word}, out);
    return out;
  }
  out = first_ ? "\n{" : ",\n{";
  first_ = false;
  const std::initializer_list<std::pair<const char*, const std::string*>> members = {
      {"\"ocid\":", &hit.ocid},
      {",\"contract\":", &hit.contract},
      {",\"rule\":", &hit.rule},
      {",\"field\":", &hit.field},
      {",\"word\":", &hit.word}};
  for (const auto& [key, text] : members) {
    out += key;
    json::write_string(*text, out);
  }
  return out += "}";
}

std::string Report::end() const {
  return format_ == SelectionFormat::json ? "\n]}\n" : "";
}

}  // namespace edca::select
