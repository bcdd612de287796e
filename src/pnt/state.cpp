#include "pnt/state.hpp"

#include <charconv>
#include <filesystem>
#include <utility>

#include "edca/error.hpp"
#include "io/file.hpp"
#include "json/value.hpp"
#include "pnt/parts.hpp"

namespace edca::pnt {
namespace {

constexpr std::string_view mark = "edca-pnt/1";

constexpr std::uint64_t most_bytes = std::uint64_t{256} << 20;

/// "" of what cannot be read or does not end.
std::string state_text(const std::string& path) {
  std::error_code error;
  std::string text = io::read_whole(path, error, most_bytes);
  return error ? std::string() : text;
}

std::int64_t number_of(const json::Value* value) {
  const std::string text = text_of(value);
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

const json::Array& elements(const json::Value& value, std::string_view key) {
  static const json::Array none;
  const json::Value* const found = value.find(key);
  return found != nullptr && found->is_array() ? found->as_array() : none;
}

}  // namespace

State::State(std::string path) : path_(std::move(path)) {
  if (path_.empty() || !std::filesystem::exists(path_)) return;
  const auto wrong = [&] {
    return Error(ErrorKind::usage, "convert.pnt-state", {{"path", path_}});
  };
  json::Value root;
  try {
    root = json::parse(state_text(path_), path_);
  } catch (const Error&) {
    throw wrong();
  }
  if (root.text("state") != mark) throw wrong();
  for (const json::Value& each : elements(root, "registros")) {
    Registered row;
    row.number = static_cast<std::uint64_t>(number_of(each.find("numeroRegistro")));
    row.id = text_of(each.find("idRegistro"));
    for (const json::Value& table : elements(each, "tablas")) {
      std::vector<std::string>& ids = row.tables[number_of(table.find("idCampo"))];
      for (const json::Value& id : elements(table, "idRegistro")) ids.push_back(text_of(&id));
    }
    rows_[{std::string(each.text("formato")), std::string(each.text("ocid")),
           std::string(each.text("contrato"))}] = std::move(row);
  }
}

void State::take_answer(const std::string& path, const std::string& format) {
  if (path.empty()) return;
  const auto wrong = [&] {
    return Error(ErrorKind::usage, "convert.pnt-answer", {{"path", path}});
  };
  json::Value root;
  try {
    root = json::parse(state_text(path), path);
  } catch (const Error&) {
    throw wrong();
  }
  const json::Value* const message = root.find("mensaje");
  if (!root.flag("success") || message == nullptr || elements(*message, "registros").empty())
    throw wrong();
  std::map<std::uint64_t, Registered*> by_number;
  for (auto& [key, row] : rows_)
    if (std::get<0>(key) == format && row.number > 0) by_number[row.number] = &row;
  std::map<std::string, const Registered*> owners;
  for (const auto& [key, row] : rows_)
    if (std::get<0>(key) == format && !row.id.empty()) owners[row.id] = &row;
  for (const json::Value& each : elements(*message, "registros")) {
    const auto number = static_cast<std::uint64_t>(number_of(each.find("numeroRegistro")));
    const auto found = by_number.find(number);
    if (found == by_number.end()) continue;
    const std::string id = text_of(each.find("idRegistro"));
    if (id.empty()) continue;
    // The numbers of an earlier reply are those of other rows.
    const auto owner = owners.find(id);
    const bool others = owner != owners.end() && owner->second != found->second;
    if (others || (!found->second->id.empty() && found->second->id != id)) throw wrong();
    found->second->id = id;
    for (const json::Value& column : elements(each, "campos")) {
      std::vector<std::string>& ids = found->second->tables[number_of(column.find("idCampo"))];
      for (const json::Value& line : elements(column, "valor")) {
        const std::int64_t at = number_of(line.find("numeroRegistro"));
        const std::string part = text_of(line.find("idRegistro"));
        if (!part.empty() && at > 0 && static_cast<std::size_t>(at) <= ids.size())
          ids[static_cast<std::size_t>(at) - 1] = part;
      }
    }
  }
}

Registered State::find(const std::string& format, const std::string& ocid,
                       const std::string& contract) const {
  const auto found = rows_.find({format, ocid, contract});
  return found == rows_.end() ? Registered() : found->second;
}

std::uint64_t State::forget_payload(const std::string& format) {
  std::uint64_t unanswered = 0;
  for (auto& [key, row] : rows_) {
    if (std::get<0>(key) != format) continue;
    if (row.number > 0 && row.id.empty()) ++unanswered;
    row.number = 0;
  }
  return unanswered;
}

void State::put(const std::string& format, const std::string& ocid, const std::string& contract,
                Registered row) {
  rows_[{format, ocid, contract}] = std::move(row);
}

std::string State::text() const {
  std::string out = "{\n\"state\": \"" + std::string(mark) + "\",\n\"registros\": [";
  bool first = true;
  for (const auto& [key, row] : rows_) {
    json::Value each = json::Object{{"formato", std::get<0>(key)},
                                    {"ocid", std::get<1>(key)},
                                    {"contrato", std::get<2>(key)},
                                    {"numeroRegistro", json::Number{std::to_string(row.number)}},
                                    {"idRegistro", row.id}};
    json::Array tables;
    for (const auto& [column, ids] : row.tables) {
      json::Array list;
      for (const std::string& id : ids) list.emplace_back(id);
      tables.emplace_back(
          json::Object{{"idCampo", json::Value::integer(column)}, {"idRegistro", std::move(list)}});
    }
    if (!tables.empty()) each["tablas"] = std::move(tables);
    out += first ? "\n" : ",\n";
    out += json::write(each);
    first = false;
  }
  return out + "\n]\n}\n";
}

}  // namespace edca::pnt
