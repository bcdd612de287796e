#include "projects/link_run.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "base/text.hpp"
#include "json/members.hpp"
#include "json/pointer.hpp"
#include "json/scan.hpp"
#include "projects/existing.hpp"
#include "projects/values.hpp"

namespace edca::projects {
namespace {

constexpr std::size_t most_prefixes =
    1 << 16;  ///< that are told apart; data of all publishers have fewer
using io::batch_bytes;
constexpr char direct_mark = 'd';
constexpr char link_mark = 'l';

/// Bytes whose order is that of the numbers.
void append_number(std::uint64_t number, std::string& out) {
  for (int shift = 56; shift >= 0; shift -= 8) out += static_cast<char>((number >> shift) & 0xFF);
}

/// Identifiers and ids of parties as JSON, and back.
json::Value as_json(const PartyIds& parties) {
  json::Array made;
  for (const auto& [identifier, id] : parties) made.emplace_back(json::Array{identifier, id});
  return made;
}

PartyIds from_json(const json::Value& parties) {
  PartyIds ids;
  for (const json::Value& each : parties.as_array())
    ids.emplace_back(each.as_array()[0].as_string(), each.as_array()[1].as_string());
  return ids;
}

std::vector<std::string> sorted_tags(std::string_view text) {
  std::vector<std::string> tags;
  if (!text.starts_with('[')) return tags;
  json::ElementScan scan(text);
  while (const auto each = scan.next())
    if (auto tag = json::decoded(*each)) tags.push_back(std::move(*tag));
  std::sort(tags.begin(), tags.end());
  return tags;
}

}  // namespace

LinkRun::LinkRun(const ocds::ProfileChoice& choice, const Session& session, FindingSink& unheard,
                 const Tell& tell)
    : choice_(choice),
      session_(session),
      tell_(tell),
      processes_(choice, session, unheard),
      found_({std::max<std::uint64_t>(session.memory / 2, 1 << 20), session.temporary_folder, 0}),
      history_(false) {}

LinkRun::Reference LinkRun::Reference::read(const io::Entry& entry) {
  Reference reference;
  reference.origin = items::Origin::read(entry.head);
  reference.rank = static_cast<unsigned char>(entry.text[0]);
  reference.direct = entry.text[1] == direct_mark;
  const std::size_t end = entry.text.find(' ');
  reference.project = std::stoull(std::string(entry.text.substr(2, end - 2)));
  reference.text = entry.text.substr(end + 1);
  return reference;
}

void LinkRun::run(const io::InputList& inputs) {
  const auto make = [&](io::Grouper& grouper) -> items::ItemReader& {
    grouper_ = &grouper;
    reader_ = std::make_unique<process::ReleaseReader>(
        choice_.options.encoding, session_.temporary_folder, grouper, processes_.ruleset(),
        packages_, processes_.log());
    reader_->accept_compiled();
    reader_->hand_projects_to(
        [this](const items::Item& item, std::size_t file) { project(item, file); });
    return *reader_;
  };
  const std::uint64_t half = std::max<std::uint64_t>(session_.memory / 2, 1 << 20);
  if (!processes_.read(inputs, half, make)) return;
  processes_.each([this](const io::Group& group, std::span<const io::Entry> entries) {
    return process(group, entries);
  });
  if (!processes_.cancelled()) tell_all();
}

/// Puts the processes of a project beside the releases that they may mean.
void LinkRun::project(const items::Item& item, std::size_t file) {
  project_tree_.clear();
  if (!json::member_of(item.text, "contractingProcesses").starts_with('[') ||
      project_tree_.parse(item.text).error != json::ReadError::none)
    return;
  const json::Value project = copy(project_tree_.at(0));
  const json::Value* list = project.find("contractingProcesses");
  if (list == nullptr || !list->is_array()) return;
  head_of(item, file, project);
  processes_of(item, file, list->as_array());
}

/// Keeps what is needed of the project itself, once.
void LinkRun::head_of(const items::Item& item, std::size_t file, const json::Value& project) {
  json::Array names;
  const auto name = [&](const json::Value& party) {
    for (const char* member : {"id", "name"})
      if (const std::string_view text = party.text(member); !text.empty())
        names.emplace_back(loose(text));
  };
  if (const json::Value* authority = project.find("publicAuthority")) name(*authority);
  if (const json::Value* parties = project.find("parties"); parties && parties->is_array())
    for (const json::Value& each : parties->as_array()) name(each);
  json::Object head;
  head.emplace_back("project", project.text("id"));
  head.emplace_back("parties", as_json(party_ids(at(&project_tree_.at(0), "parties"))));
  head.emplace_back("names", std::move(names));
  std::string key;
  append_number(file, key);
  append_number(item.place.offset, key);
  head_.clear();
  items::Origin{file, 0, true, item.place, item.base}.write(head_);
  found_.add(key, head_, json::write(json::Value(std::move(head))));
}

void LinkRun::processes_of(const items::Item& item, std::size_t file, const json::Array& list) {
  json::ElementScan scan(json::member_of(item.text, "contractingProcesses"));
  const std::string start = std::to_string(item.place.offset) + " ";
  base::Place place = item.place;
  const char* from = item.text.data();
  for (std::size_t number = 0; number < list.size(); ++number) {
    const auto text = scan.next();
    if (!text) return;
    const json::Value& process = list[number];
    if (!process.is_object()) continue;
    std::string base = item.base + "/contractingProcesses";
    json::append_index(base, number);
    head_.clear();
    place.advance({from, static_cast<std::size_t>(text->data() - from)});
    from = text->data();
    items::Origin{file, 0, true, place, base}.write(head_);
    const std::string id = loose(process.text("id"));
    const json::Value* summary = process.find("summary");
    const std::string ocid = loose(summary == nullptr ? std::string_view() : summary->text("ocid"));
    const std::vector<std::string> names = ocids_of(process);
    for (std::size_t rank = 0; rank < names.size(); ++rank) {
      const std::string name = loose(names[rank]);
      const bool direct = id.find(name) != id.npos || ocid == name;
      text_.assign(1, static_cast<char>(rank));
      text_.append(1, direct ? direct_mark : link_mark).append(start).append(*text);
      grouper_->add(names[rank], head_, text_);
    }
  }
}

bool LinkRun::process(const io::Group& group, std::span<const io::Entry> all) {
  std::vector<io::Entry> releases;
  std::vector<Reference> references;
  for (const io::Entry& each : all) {
    if (items::Origin::read(each.head).existing) {
      references.push_back(Reference::read(each));
    } else {
      releases.push_back(each);
    }
  }
  if (!releases.empty() && prefixes_.size() < most_prefixes)
    prefixes_.emplace(group.key.substr(0, ocid_prefix));
  note_buyers(releases);
  if (references.empty()) return true;
  process::Compiled compiled;
  std::optional<LinkedProcess> data;
  if (!releases.empty() && processes_.merged(group, releases, compiled))
    data.emplace(linked(group.key, releases, compiled));
  for (const Reference& each : references) compare(each, group.key, data ? &*data : nullptr);
  return true;
}

/// Whose contracts the data hold, by the first and last release of a process.
void LinkRun::note_buyers(std::span<const io::Entry> releases) {
  if (releases.empty() || buyers_.size() >= most_prefixes) return;
  for (const io::Entry* each : {&releases.front(), &releases.back()}) {
    const std::string_view buyer = json::member_of(each->text, "buyer");
    if (!buyer.starts_with('{')) continue;
    std::string_view values[2];
    json::find_members(buyer, {"id", "name"}, values);
    for (const std::string_view value : values)
      if (const auto text = json::decoded(value); text && !text->empty())
        buyers_.insert(loose(*text));
  }
}

/// None of a compiled release, which stands for releases that are not known.
std::vector<ReleaseFacts> LinkRun::facts_of(std::span<const io::Entry> releases) const {
  std::vector<ReleaseFacts> facts;
  for (const io::Entry& each : releases) {
    std::string_view values[3];
    json::find_members(each.text, {"id", "date", "tag"}, values);
    const items::Origin origin = items::Origin::read(each.head);
    ReleaseFacts one{json::decoded(values[0]).value_or(std::string(values[0])),
                     json::decoded(values[1]).value_or(""), sorted_tags(values[2]),
                     packages_.uri(origin.package)};
    const bool compiled = origin.base.ends_with("/compiledRelease") ||
                          std::binary_search(one.tags.begin(), one.tags.end(), "compiled");
    if (!compiled) facts.push_back(std::move(one));
  }
  return facts;
}

LinkedProcess LinkRun::linked(std::string_view ocid, std::span<const io::Entry> releases,
                              const process::Compiled& compiled) {
  std::vector<ReleaseText> texts;
  for (const io::Entry& each : releases) texts.push_back({each.text, {}});
  history_text_ = history_.tell(texts);
  tree_.clear();
  const json::Tree::Read history = tree_.parse(history_text_);
  Process process;
  process.ocid = ocid;
  process.compiled = compiled.release;
  if (history.error == json::ReadError::none) process.history = &tree_.at(history.root);
  parties_ = json::write(as_json(party_ids(at(compiled.release, "parties"))));
  return {std::move(process), facts_of(releases)};
}

/// Notes what came of a process by one of its names.
void LinkRun::compare(const Reference& reference, std::string_view ocid,
                      const LinkedProcess* data) {
  json::Array found;
  project_tree_.clear();
  const json::Tree::Read process = project_tree_.parse(reference.text);
  if (process.error != json::ReadError::none) return;
  const Node& root = project_tree_.at(process.root);
  places_.begin(reference.text, reference.origin.place);
  if (data != nullptr) {
    if (!reference.direct)
      found.push_back(
          written({"link.ocid", "other", "", &root, {{"ocid", std::string(ocid)}}}, reference));
    for (const Mismatch& each : compare_links(root, *data))
      found.push_back(written(each, reference));
    // What it says of the organizations is compared once all of them are known.
    found.push_back(written({"link.party", "", "", &root, {}}, reference));
  } else if (reference.direct) {
    const Node* id = at(&root, "id");
    found.push_back(written({"link.ocid",
                             "",
                             id == nullptr ? "" : "/id",
                             id == nullptr ? &root : id,
                             {{"ocid", std::string(ocid)}}},
                            reference));
  }
  std::string key;
  append_number(reference.origin.file, key);
  append_number(reference.project, key);
  head_.clear();
  reference.origin.write(head_);
  json::Object entry;
  entry.emplace_back("there", data != nullptr);
  entry.emplace_back("rank", json::Value::integer(static_cast<std::int64_t>(reference.rank)));
  entry.emplace_back("ocid", ocid);
  entry.emplace_back("found", std::move(found));
  text_ = json::write(json::Value(std::move(entry)));
  if (data != nullptr) text_.append("\n").append(parties_);
  found_.add(key, head_, text_);
}

json::Value LinkRun::written(const Mismatch& mismatch, const Reference& reference) {
  json::Object made;
  made.emplace_back("rule", mismatch.rule);
  made.emplace_back("variant", mismatch.variant);
  made.emplace_back("pointer", mismatch.pointer);
  const bool excerpt = !mismatch.pointer.empty() && mismatch.rule != "link.modification";
  made.emplace_back("value", excerpt ? shown(copy(*mismatch.at)) : std::string());
  const base::Place place = mismatch.pointer.empty()
                                ? reference.origin.place
                                : places_.at(project_tree_.offset_of(*mismatch.at));
  json::Object arguments;
  for (const auto& [name, value] : mismatch.arguments) arguments.emplace_back(name, value);
  made.emplace_back("arguments", std::move(arguments));
  json::Array numbers;
  for (const std::uint64_t each : {place.offset, place.code_points, place.line, place.column})
    numbers.push_back(json::Value::integer(static_cast<std::int64_t>(each)));
  made.emplace_back("at", std::move(numbers));
  return made;
}

void LinkRun::tell_all() {
  found_.finish();
  io::GroupBatch batch;
  while (found_.next(batch, batch_bytes)) {
    const std::span<const io::Entry> entries(batch.entries);
    for (const io::Group& each : batch.groups) tell(entries.subspan(each.first, each.count));
  }
}

/// Tells what was found of a project.
void LinkRun::tell(std::span<const io::Entry> entries) {
  const json::Value project = json::parse(entries.front().text, "link");
  const std::string id(project.text("project"));
  const ProjectParties parties(from_json(*project.find("parties")));
  const std::vector<Found> all = best_of(entries.subspan(1));
  const bool others_are = std::any_of(all.begin(), all.end(),
                                      [](const Found& each) { return each.entry.flag("there"); });
  for (const Found& each : all) {
    if (!each.entry.flag("there") && !should_be_here(each, project, others_are)) continue;
    OtherIds other;
    if (const json::Value* theirs = each.entry.find("parties"))
      other = parties.compare(from_json(*theirs));
    for (const json::Value& finding : each.entry.find("found")->as_array()) {
      if (finding.text("rule") != "link.party") {
        tell(finding, each, id);
        continue;
      }
      if (other.count == 0) continue;
      json::Value filled = finding;
      filled["arguments"] = json::Object{
          {"count", std::to_string(other.count)}, {"party", other.party}, {"other", other.other}};
      tell(filled, each, id);
    }
  }
}

/// Of each process what was found by the surest name by which there is contracting data; where
/// there is none, by the surest name.
std::vector<LinkRun::Found> LinkRun::best_of(std::span<const io::Entry> entries) const {
  const auto rank = [](const json::Value& entry) {
    return std::stoul(entry.find("rank")->number_text());
  };
  std::map<std::uint64_t, Found> best;
  for (const io::Entry& each : entries) {
    const std::size_t end = std::min(each.text.find('\n'), each.text.size());
    json::Value entry = json::parse(each.text.substr(0, end), "link");
    const items::Origin origin = items::Origin::read(each.head);
    const bool there = entry.flag("there");
    const auto found = best.find(origin.place.offset);
    if (found != best.end()) {
      const json::Value& other = found->second.entry;
      const bool other_there = other.flag("there");
      if (there != other_there ? other_there : rank(other) <= rank(entry)) continue;
    }
    if (there) entry["parties"] = json::parse(each.text.substr(end + 1), "link");
    best[origin.place.offset] = {origin, std::move(entry)};
  }
  std::vector<Found> all;
  for (auto& [offset, found] : best) all.push_back(std::move(found));
  return all;
}

/// Whether a process without contracting data should be among the inputs: its prefix is, and other
/// processes of the project are, or those whose contracts they hold have to do with the project.
/// Many publishers may share a prefix.
bool LinkRun::should_be_here(const Found& found, const json::Value& project,
                             bool others_are) const {
  if (prefixes_.count(found.entry.text("ocid").substr(0, ocid_prefix)) == 0) return false;
  const json::Array& names = project.find("names")->as_array();
  return others_are || std::any_of(names.begin(), names.end(), [&](const json::Value& each) {
           return buyers_.count(each.as_string()) != 0;
         });
}

void LinkRun::tell(const json::Value& said, const Found& found, const std::string& project) {
  const items::Origin& origin = found.origin;
  Finding finding = items::RunLog::make(base::RuleId(*find_rule(said.text("rule"))));
  finding.variant = said.text("variant");
  finding.value = said.text("value");
  finding.pointer = std::string(origin.base).append(said.text("pointer"));
  finding.ocid = found.entry.text("ocid");
  for (const auto& [name, value] : said.find("arguments")->as_object())
    finding.arguments.emplace_back(name, value.as_string());
  finding.arguments.emplace_back("project", project);
  const json::Array& numbers = said.find("at")->as_array();
  const auto number = [&](std::size_t at) { return std::stoull(numbers[at].number_text()); };
  finding.has_position = true;
  finding.at = {reader_->one_byte() ? number(1) : number(0), number(2), number(3)};
  base::Place place;
  place.offset = finding.at.offset;
  place.line = finding.at.line;
  place.column = finding.at.column;
  std::tie(finding.file, finding.cell) = processes_.log().cell_at(place, origin.file);
  if (finding.cell.row != 0) finding.at = {0, finding.cell.row, finding.cell.column};
  tell_(std::move(finding));
}

}  // namespace edca::projects
