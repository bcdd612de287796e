#include "pnt/export_run.hpp"

#include <algorithm>
#include <utility>

#include "edca/error.hpp"
#include "items/origin.hpp"
#include "legacy/values.hpp"
#include "pnt/book.hpp"
#include "pnt/parts.hpp"
#include "pnt/payload.hpp"
#include "pnt/state.hpp"

namespace edca::pnt {
namespace {

json::Value json_of(const Cells& cells) {
  json::Object object;
  for (const auto& [key, text] : cells) object.emplace_back(key, text);
  return object;
}
Cells cells_of(const json::Value& value) {
  Cells cells;
  for (const json::Member& each : value.as_object()) cells[each.first] = each.second.as_string();
  return cells;
}

std::string kept_text(std::string_view ocid, std::string_view contract, bool procedure,
                      const Row& row) {
  json::Value tables = json::Object{};
  for (const auto& [key, lines] : row.tables) {
    json::Array list;
    for (const Cells& each : lines) list.push_back(json_of(each));
    tables[key] = std::move(list);
  }
  return json::write(json::Object{{"ocid", ocid},
                                  {"contract", contract},
                                  {"procedure", procedure},
                                  {"cells", json_of(row.cells)},
                                  {"tables", std::move(tables)}});
}
Row row_of(const json::Value& kept) {
  Row row;
  row.cells = cells_of(*kept.find("cells"));
  for (const json::Member& each : kept.find("tables")->as_object())
    for (const json::Value& line : each.second.as_array())
      row.tables[each.first].push_back(cells_of(line));
  return row;
}

std::string id_of(const json::Value& value) {
  const json::Value* const id = value.find("id");
  if (id == nullptr) return {};
  if (id->is_string()) return id->as_string();
  return id->is_number() ? id->number_text() : std::string();
}

}  // namespace

ExportPlan::ExportPlan(PntOptions given) : options(std::move(given)), choice(options.read) {
  const process::Ruleset ruleset(choice);  // what is wrong with the profile is said at once
  if (options.format.empty()) throw Error(ErrorKind::usage, "convert.pnt-format");
  const auto needs = [](const char* one, const char* other) {
    return Error(ErrorKind::usage, "arguments.needs", {{"one", one}, {"other", other}});
  };
  if (!options.state.empty() && !options.payload) throw needs("--state", "--payload");
  if (!options.answer.empty() && options.state.empty()) throw needs("--answer", "--state");
  format = find_format(options.format);
  const bool known =
      !format.id.empty() && std::ranges::all_of(format.columns, [](const Column& column) {
        return column.id != 0 &&
               std::ranges::all_of(column.columns, [](const Column& part) { return part.id != 0; });
      });
  if (options.payload && !known)
    throw Error(ErrorKind::usage, "convert.pnt-ids", {{"format", options.format}});
}

ExportRun::ExportRun(const ExportPlan& plan, const Session& session, FindingSink& sink)
    : plan_(plan),
      session_(session),
      processes_(plan.choice, session, sink),
      extra_(plan.options.extra),
      zone_(plan.options.read.tables.timezone) {
  io::Grouper::Options options;
  options.memory = std::max<std::uint64_t>(session.memory / 4, std::uint64_t{1} << 20);
  options.temporary_folder = session.temporary_folder;
  rows_ = std::make_unique<io::Grouper>(options);
}

PntSummary ExportRun::run(const io::InputList& inputs, const std::string& target, bool overwrite) {
  if (processes_.read(inputs, session_.memory / 2)) {
    processes_.each([&](const io::Group& group, std::span<const io::Entry> entries) {
      const std::string origin(entries.front().head);
      process::Compiled compiled;
      const bool one = entries.size() == 1 && processes_.one(entries.front(), compiled);
      if (one || processes_.merged(group, entries, compiled)) process(group, origin, compiled);
      return true;
    });
  }
  if (!processes_.cancelled()) tell_rest();
  if (!processes_.cancelled() && kept_ > 0) write(target, overwrite);
  summary_.cancelled = processes_.cancelled();
  summary_.findings = processes_.end();
  return std::move(summary_);
}

void ExportRun::process(const io::Group& group, std::string_view origin,
                        const process::Compiled& compiled) {
  const json::Value release = json::parse(compiled.text, "release");
  std::string_view about;
  const RowMaker::Tell tell = [&](base::RuleId rule, std::string_view key, Arguments arguments) {
    if (const Column* const column = plan_.format.find(key))
      tell_about(rule, column, about, origin, group.key, std::move(arguments));
  };
  RowMaker maker(release, tell);
  const json::Value* const contracts = release.find("contracts");
  const bool any = contracts != nullptr && contracts->is_array() && !contracts->as_array().empty();
  const bool taken = plan_.format.takes(maker.method());
  // What the table beside says of others is no mistake in it.
  if (!any) static_cast<void>(extra_.of(group.key, {}));
  for (std::size_t at = 0; any && !taken && at < contracts->as_array().size(); ++at)
    static_cast<void>(extra_.of(group.key, id_of(contracts->as_array()[at])));
  if (!any && !maker.deserted()) return;
  if (!taken) {
    if (other_method_++ == 0) {
      other_ocid_ = group.key;
      other_origin_ = origin;
    }
    ++summary_.refused;
    return;
  }
  if (!any) return keep(maker.of_procedure(), group.key, {}, origin, true);
  for (const json::Value& each : contracts->as_array()) {
    const std::string id = id_of(each);
    about = id;
    keep(maker.of_contract(each), group.key, id, origin, false);
  }
}

/// What the table beside says: of what is reported it counts for more than the data, of the others
/// only where these say nothing.
void ExportRun::add_extra(Row& row, std::string_view ocid, std::string_view contract,
                          std::string_view origin) {
  for (auto& [key, said] : extra_.of(ocid, contract)) {
    const Field* const field = fields().find(key);
    const bool period = field != nullptr && field->kind == Kind::period;
    const Column* const into = plan_.format.find(key);
    const bool day = into != nullptr && (into->type == Type::date || into->type == Type::updated);
    const std::string read = day ? day_of(legacy::read_legacy_date(said, zone_).text) : said;
    const std::string& text = read.empty() ? said : read;
    std::string& cell = row.cells[key];
    if (cell.empty() || period) {
      cell = text;
    } else if (cell != text) {
      if (into != nullptr)
        tell_about("convert.differs/pnt-extra", into, contract, origin, ocid, {});
    }
  }
}

void ExportRun::keep(Row row, std::string_view ocid, std::string_view contract,
                     std::string_view origin, bool procedure) {
  add_extra(row, ocid, contract, origin);
  // Formats without a column for it say it in the note.
  if (procedure && plan_.format.find("desierta") == nullptr) {
    std::string& note = row.cells["nota"];
    constexpr std::string_view deserted = "Procedimiento declarado desierto";
    note = note.empty() ? std::string(deserted) : std::string(deserted) + ". " + note;
  }
  ++years_[row.cells.text("ejercicio")];
  rows_->add(number_key(kept_++), origin, kept_text(ocid, contract, procedure, row));
}

void ExportRun::tell(base::RuleId rule, std::string_view origin, std::string_view ocid,
                     Arguments arguments) {
  const items::Origin at = items::Origin::read(origin);
  Finding finding = items::RunLog::make(rule);
  finding.variant = rule.variant();
  finding.has_position = true;
  finding.at = {at.place.offset, at.place.line, at.place.column};
  finding.pointer = at.base;
  finding.ocid = ocid;
  finding.arguments = std::move(arguments);
  processes_.log().add(std::move(finding), at.file);
}

void ExportRun::tell_about(base::RuleId rule, const Column* column, std::string_view contract,
                           std::string_view origin, std::string_view ocid, Arguments arguments) {
  arguments.emplace_back("contract", std::string(contract.empty() ? ocid : contract));
  if (column != nullptr) {
    arguments.emplace_back("column", column->label);
    arguments.emplace_back("key", column->key);
  }
  tell(rule, origin, ocid, std::move(arguments));
}

void ExportRun::tell_rest() {
  if (other_method_ > 0)
    tell("convert.unmapped/pnt-method", other_origin_, other_ocid_,
         {{"count", std::to_string(other_method_)}, {"format", plan_.options.format}});
  for (const std::string& each : extra_.unused()) {
    Finding finding = items::RunLog::make_general("convert.cell");
    finding.variant = "pnt-extra";
    finding.file = plan_.options.extra;
    finding.arguments = {{"contract", each}};
    processes_.log().add(finding);
  }
}

/// The file is of the year of most rows, the last of these where there are several.
void ExportRun::write(const std::string& target, bool overwrite) {
  std::uint64_t most = 0;
  for (const auto& [year, count] : years_) {
    if (year.empty() || count < most) continue;
    most = count;
    year_ = year;
  }
  rows_->finish();
  if (plan_.options.payload) {
    State state(plan_.options.state);
    state.take_answer(plan_.options.answer, plan_.format.id);
    const std::uint64_t unanswered = state.forget_payload(plan_.format.id);
    if (unanswered > 0) {
      Finding finding = items::RunLog::make_general("convert.row-repeated");
      finding.variant = "pnt-answer";
      finding.file = plan_.options.state;
      finding.arguments = {{"count", std::to_string(unanswered)}};
      processes_.log().add(finding);
    }
    Payload payload(plan_.format, state, year_, target, overwrite);
    each_row(payload);
    summary_.updated = payload.updated();
    if (!processes_.cancelled()) payload.finish();
    return;
  }
  io::Output output(target, overwrite);
  const std::string law = plan_.format.law.empty() ? law_on(year_ + "-12-31") : plan_.format.law;
  Book book(plan_.format, law, kept_, output, session_);
  each_row(book);
  if (processes_.cancelled()) return;
  book.finish();
  output.commit();
}

template <class Target>
void ExportRun::each_row(Target& target) {
  io::GroupBatch batch;
  while (!processes_.cancelled() && rows_->next(batch, io::batch_bytes)) {
    for (const io::Entry& entry : batch.entries) {
      const json::Value kept = json::parse(entry.text, "row");
      const std::string_view ocid = kept.text("ocid");
      const std::string_view contract = kept.text("contract");
      const Row row = row_of(kept);
      const std::string& year = row.cells.text("ejercicio");
      if (!year.empty() && year != year_) {
        ++summary_.refused;
        tell_about("convert.row/pnt-year", nullptr, contract, entry.head, ocid,
                   {{"year", year}, {"other", year_}});
        continue;
      }
      const TellColumn tell = [&](base::RuleId rule, const Column& column, Arguments arguments) {
        tell_about(rule, &column, contract, entry.head, ocid, std::move(arguments));
      };
      const bool procedure = kept.find("procedure")->as_bool();
      FilledRow filled = fill(plan_.format, row, !procedure, tell);
      filled.ocid = ocid;
      filled.contract = contract;
      target.add(filled);
      ++summary_.rows;
    }
    processes_.go_on();
  }
}

}  // namespace edca::pnt
