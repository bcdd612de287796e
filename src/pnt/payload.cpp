#include "pnt/payload.hpp"

#include <algorithm>
#include <utility>

#include "edca/pnt.hpp"
#include "json/value.hpp"

namespace edca::pnt {
namespace {

void put_text(std::string& out, std::string_view text) {
  json::write_string(text, out);
}

bool is_number(std::string_view text) {
  return !text.empty() && text[0] != '0' &&
         std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace
}  // namespace edca::pnt

namespace edca {

std::string pnt_update_path(const std::string& target) {
  constexpr std::string_view ending = ".json";
  std::string stem = target;
  if (stem.ends_with(ending)) stem.resize(stem.size() - ending.size());
  return stem + ".actualiza.json";
}

}  // namespace edca

namespace edca::pnt {

Payload::Payload(const Format& format, State& state, std::string year, std::string target,
                 bool overwrite)
    : format_(format), state_(state), year_(std::move(year)), overwrite_(overwrite) {
  added_.path = std::move(target);
  changed_.path = pnt_update_path(added_.path);
  begin(added_);
}

void Payload::begin(Body& body) {
  body.output = std::make_unique<io::Output>(body.path, overwrite_);
  std::string text = "{\"ejercicio\":";
  put_text(text, year_);
  text += ",\"token\":\"\",\"idFormato\":";
  if (is_number(format_.id)) {
    text += format_.id;
  } else {
    put_text(text, format_.id);
  }
  text += ",\"correoUnidadAdministrativa\":";
  put_text(text, format_.mail);
  body.output->write(text + ",\"registros\":[");
}

/// "campos" of a line; fields without a value are not there.
void Payload::fields(const std::vector<Column>& columns, const FilledLine& line,
                     std::string& out) const {
  bool first = true;
  for (std::size_t at = 0; at < columns.size(); ++at) {
    const FilledCell& cell = line[at];
    if (cell.text.empty()) continue;
    if (!first) out += ',';
    first = false;
    out += "{\"idCampo\":" + std::to_string(columns[at].id) + ",\"valor\":";
    const bool day = columns[at].type == Type::date || columns[at].type == Type::updated;
    if (cell.option >= 0) {
      out += std::to_string(cell.option);
    } else {
      put_text(out, day ? slashed(cell.text) : cell.text);
    }
    out += '}';
  }
}

void Payload::add(const FilledRow& row) {
  // Contracts of one id are told apart by their order.
  std::string contract = row.contract;
  if (const std::size_t times = ++times_[{row.ocid, row.contract}]; times > 1)
    contract += "#" + std::to_string(times);
  const Registered known = state_.find(format_.id, row.ocid, contract);
  Body& body = known.id.empty() ? added_ : changed_;
  if (!known.id.empty()) ++updated_;
  if (!body.output) begin(body);
  Registered next;
  next.number = ++number_;
  next.id = known.id;
  std::string text = body.first ? "\n" : ",\n";
  body.first = false;
  text += "{\"idRegistro\":";
  put_text(text, known.id);
  text += ",\"numeroRegistro\":" + std::to_string(number_) + ",\"campos\":[";
  fields(format_.columns, row.cells, text);
  bool first = text.back() == '[';
  for (std::size_t at = 0; at < format_.columns.size(); ++at) {
    const std::vector<FilledLine>& lines = row.tables[at];
    if (lines.empty()) continue;
    const Column& column = format_.columns[at];
    const auto old = known.tables.find(column.id);
    std::vector<std::string>& ids = next.tables[column.id];
    if (!first) text += ',';
    first = false;
    text += "{\"idCampo\":" + std::to_string(column.id) + ",\"valor\":[";
    for (std::size_t line = 0; line < lines.size(); ++line) {
      const bool has = old != known.tables.end() && line < old->second.size();
      ids.push_back(has ? old->second[line] : std::string());
      if (line > 0) text += ',';
      text += "{\"numeroRegistro\":" + std::to_string(line + 1) + ",\"idRegistro\":";
      put_text(text, ids.back());
      text += ",\"campos\":[";
      fields(column.columns, lines[line], text);
      text += "]}";
    }
    text += "]}";
  }
  body.output->write(text + "]}");
  state_.put(format_.id, row.ocid, contract, std::move(next));
}

void Payload::finish() {
  std::vector<std::unique_ptr<io::Output>> outputs;
  for (Body* const body : {&added_, &changed_}) {
    if (!body->output) continue;
    body->output->write("\n]}\n");
    outputs.push_back(std::move(body->output));
  }
  if (state_.kept()) {
    outputs.push_back(std::make_unique<io::Output>(state_.path(), true));
    outputs.back()->write(state_.text());
  }
  io::Output::commit_all(outputs);
}

}  // namespace edca::pnt
