#include "indicators/indicator_run.hpp"

#include "json/members.hpp"
#include "json/value.hpp"

namespace edca::indicators {
namespace {

/// Whether a release is one of several that make a process: it has a tag that is not "compiled".
bool is_step(std::string_view release) {
  const std::string_view tag = json::member_of(release, "tag");
  return !tag.empty() && tag.find("\"compiled\"") == std::string_view::npos;
}

}  // namespace

IndicatorRun::IndicatorRun(const IndicatorOptions& options, const ocds::ProfileChoice& choice,
                           const Settings& settings, const Legal& legal, const RfcList& sanctions,
                           const RfcList& taxes, Ledger& ledger, const Session& session,
                           FindingSink& sink)
    : options_(options),
      session_(session),
      ledger_(ledger),
      processes_(choice, session, sink),
      prepare_(settings),
      cardinal_(settings, ledger),
      own_(settings, legal, sanctions, taxes, ledger),
      across_(settings, legal, ledger, session.memory / 4, session.temporary_folder) {}

IndicatorSummary IndicatorRun::run(const io::InputList& inputs) {
  if (processes_.read(inputs, session_.memory / 4 * 3)) {
    processes_.each([&](const io::Group& given, std::span<const io::Entry> entries) {
      group(given, entries);
      return !ledger_.stopped();
    });
    ledger_.about({}, {});
    if (!processes_.cancelled()) cardinal_.finish();
    if (!processes_.cancelled() && options_.format != IndicatorFormat::cardinal) across_.finish();
  }
  summary_.cancelled = processes_.cancelled() || ledger_.stopped();
  summary_.flags = ledger_.flags();
  summary_.findings = processes_.end();
  return std::move(summary_);
}

/// In the format of Cardinal every compiled release counts by itself.
bool IndicatorRun::stands_alone(std::span<const io::Entry> entries) const {
  if (entries.size() == 1) return true;
  return options_.format == IndicatorFormat::cardinal &&
         std::ranges::none_of(entries, [](const io::Entry& each) { return is_step(each.text); });
}

void IndicatorRun::group(const io::Group& group, std::span<const io::Entry> entries) {
  if (!stands_alone(entries)) return merged(group, entries);
  for (const io::Entry& entry : entries) {
    process::Compiled compiled;
    // What is wrong with a text is said by the merger.
    if (!processes_.one(entry, compiled)) {
      merged(group, std::span(&entry, 1));
      continue;
    }
    process(compiled.text, {group.key, compiled.release, compiled.file, compiled.base});
  }
}

void IndicatorRun::merged(const io::Group& group, std::span<const io::Entry> entries) {
  const FirstValues firsts = first_values(entries);
  process::Compiled compiled;
  if (!processes_.merged(group, entries, compiled)) return;
  process(compiled.text, {group.key, compiled.release, {}, {}, &firsts});
}

/// What contracts were worth in the earliest release that tells of it.
FirstValues IndicatorRun::first_values(std::span<const io::Entry> entries) {
  FirstValues firsts;
  std::map<std::string, std::string> dates;  ///< of the release, by the contract's id
  if (!ledger_.asked("R054") && !ledger_.asked("R066")) return firsts;
  json::Tree& tree = processes_.tree();
  for (const io::Entry& entry : entries) {
    tree.clear();
    const json::Tree::Read read = tree.parse(entry.text);
    if (read.error != json::ReadError::none) continue;
    const json::Node& release = tree.at(read.root);
    const items::Origin origin = items::Origin::read(entry.head);
    const std::string date(text_of(json::find(release, "date")));
    std::size_t at = 0;
    for (const json::Node* contract : json::Elements(json::find(release, "contracts"))) {
      const std::string pointer = "/contracts/" + std::to_string(at++) + "/value";
      const auto id = text(member(contract, "id"));
      const auto amount = amount_at(member(contract, "value"), pointer);
      if (!id || !amount || date.empty()) continue;
      const auto [seen, is_new] = dates.try_emplace(std::string(*id), date);
      if (!is_new && seen->second <= date) continue;
      seen->second = date;
      firsts[std::string(*id)] = {std::string(amount->currency), std::string(amount->node->view()),
                                  std::string(number(amount->net).value_or("")),
                                  processes_.log().file(origin.file).file,
                                  std::string(origin.base) + amount->pointer};
    }
  }
  return firsts;
}

void IndicatorRun::process(std::string_view text, const Process& given) {
  ++summary_.processes;
  if (!options_.prepare) return ask(given);
  json::Value release = json::parse(text, given.ocid);
  prepare_.mend(release);
  json::Tree& tree = processes_.tree();
  tree.clear();
  const json::Tree::Read read = tree.parse(json::write(release));
  ask({given.ocid, &tree.at(read.root), given.file, given.base, given.firsts});
}

void IndicatorRun::ask(const Process& process) {
  if (options_.format == IndicatorFormat::cardinal) return cardinal_.add(process);
  const Case given(process);
  const auto worth = given.worth();
  ledger_.about(worth ? worth->value : base::Decimal(), worth ? worth->currency : "");
  cardinal_.add(process);
  own_.add(given);
  across_.add(given);
}

}  // namespace edca::indicators
