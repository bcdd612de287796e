#include "projects/link_run.hpp"

#include <algorithm>
#include <utility>

#include "base/moved.hpp"
#include "json/members.hpp"
#include "json/pointer.hpp"
#include "json/scan.hpp"
#include "projects/existing.hpp"
#include "projects/values.hpp"

namespace edca::projects {
namespace {

constexpr std::size_t prefix_length = 11;  ///< ocds-xxxxxx
constexpr std::size_t most_prefixes =
    1 << 16;  ///< that are told apart; data of all publishers have fewer
using io::batch_bytes;

/// Bytes whose order is that of the numbers.
void append_number(std::uint64_t number, std::string& out) {
  for (int shift = 56; shift >= 0; shift -= 8) out += static_cast<char>((number >> shift) & 0xFF);
}

/// Of parties what tells them apart.
json::Value identities_of(const json::Value* parties) {
  json::Array made;
  if (parties != nullptr && parties->is_array())
    for (const json::Value& each : parties->as_array()) {
      const json::Value* identifier = each.find("identifier");
      const json::Value* id = each.find("id");
      if (identifier == nullptr || id == nullptr) continue;
      made.emplace_back(json::Object{{"id", *id}, {"identifier", *identifier}});
    }
  return made;
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

/// Facts of a release; none of a compiled one, which stands for releases that are not known.
std::vector<ReleaseFacts> facts_of(std::span<const io::Entry> entries) {
  std::vector<ReleaseFacts> facts;
  for (const io::Entry& each : entries) {
    std::string_view values[3];
    json::find_members(each.text, {"id", "date", "tag"}, values);
    ReleaseFacts one{json::decoded(values[0]).value_or(std::string(values[0])),
                     json::decoded(values[1]).value_or(""), sorted_tags(values[2])};
    const bool compiled = items::Origin::read(each.head).base.ends_with("/compiledRelease") ||
                          std::binary_search(one.tags.begin(), one.tags.end(), "compiled");
    if (!compiled) facts.push_back(std::move(one));
  }
  return facts;
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
  reference.name = entry.text[1] == 'l' ? "link" : "direct";
  const std::size_t end = entry.text.find('\n');
  reference.parties = entry.text.substr(2, end - 2);
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
  const std::string_view processes = json::member_of(item.text, "contractingProcesses");
  project_tree_.clear();
  if (!processes.starts_with('[') || project_tree_.parse(item.text).error != json::ReadError::none)
    return;
  const json::Value project = copy(project_tree_.at(0));
  const json::Value* list = project.find("contractingProcesses");
  const std::string parties = json::write(identities_of(project.find("parties")));
  json::ElementScan scan(processes);
  std::size_t number = 0;
  for (; const auto text = scan.next(); ++number) {
    if (list == nullptr || !list->is_array() || number >= list->as_array().size()) return;
    const json::Value& process = list->as_array()[number];
    if (!text->starts_with('{')) continue;
    std::string base = item.base + "/contractingProcesses";
    json::append_index(base, number);
    head_.clear();
    items::Origin{file, 0, true, base::moved(item.place, item.text, text->data()), base}.write(
        head_);
    const std::string_view id = process.text("id");
    const json::Value* summary = process.find("summary");
    const std::vector<std::string> names = ocids_of(process);
    for (std::size_t rank = 0; rank < names.size() && rank < 128; ++rank) {
      const bool direct = id.find(names[rank]) != id.npos ||
                          (summary != nullptr && summary->text("ocid") == names[rank]);
      text_.assign(1, static_cast<char>(rank));
      text_.append(direct ? "d" : "l").append(parties).append("\n").append(*text);
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
    prefixes_.emplace(group.key.substr(0, prefix_length));
  if (references.empty()) return true;
  process::Compiled compiled;
  LinkedProcess data;
  const bool there = !releases.empty() && processes_.merged(group, releases, compiled);
  if (there) data = linked(releases, compiled);
  data.process.ocid = group.key;
  for (const Reference& each : references) compare(each, group.key, there ? &data : nullptr);
  return true;
}

LinkedProcess LinkRun::linked(std::span<const io::Entry> releases,
                              const process::Compiled& compiled) {
  LinkedProcess data;
  data.releases = facts_of(releases);
  std::vector<ReleaseText> texts;
  for (const io::Entry& each : releases) texts.push_back({each.text, {}});
  history_text_ = history_.tell(texts);
  tree_.clear();
  const json::Tree::Read history = tree_.parse(history_text_);
  data.process.compiled = compiled.release;
  if (history.error == json::ReadError::none) data.process.history = &tree_.at(history.root);
  return data;
}

/// Notes what came of a process by one of its names.
void LinkRun::compare(const Reference& reference, std::string_view ocid,
                      const LinkedProcess* data) {
  json::Array found;
  project_tree_.clear();
  const json::Tree::Read parties = project_tree_.parse(reference.parties);
  const json::Tree::Read process = project_tree_.parse(reference.text);
  if (process.error != json::ReadError::none) return;
  const Node& root = project_tree_.at(process.root);
  if (data != nullptr) {
    if (reference.name == "link")
      found.push_back(
          written({"link.ocid", "other", "", &root, {{"ocid", std::string(ocid)}}}, reference));
    for (const Mismatch& each : compare_links(root, &project_tree_.at(parties.root), *data))
      found.push_back(written(each, reference));
  } else if (reference.name == "direct") {
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
  append_number(reference.origin.place.offset, key);
  head_.clear();
  reference.origin.write(head_);
  json::Object entry;
  entry.emplace_back("there", data != nullptr);
  entry.emplace_back("rank", json::Value::integer(static_cast<std::int64_t>(reference.rank)));
  entry.emplace_back("ocid", ocid);
  entry.emplace_back("found", std::move(found));
  found_.add(key, head_, json::write(json::Value(std::move(entry))));
}

json::Value LinkRun::written(const Mismatch& mismatch, const Reference& reference) const {
  json::Object made;
  made.emplace_back("rule", mismatch.rule);
  made.emplace_back("variant", mismatch.variant);
  made.emplace_back("pointer", mismatch.pointer);
  const bool excerpt = !mismatch.pointer.empty() && mismatch.rule != "link.modification";
  made.emplace_back("value", excerpt ? shown(copy(*mismatch.at)) : std::string());
  base::Place place = reference.origin.place;
  if (!mismatch.pointer.empty())
    place.advance(reference.text.substr(0, project_tree_.offset_of(*mismatch.at)));
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
    for (const io::Group& each : batch.groups) tell(each, entries.subspan(each.first, each.count));
  }
}

/// What was found by the surest name by which there is contracting data; where there is none, that,
/// unless it is a process of data that are not among the inputs.
void LinkRun::tell(const io::Group&, std::span<const io::Entry> entries) {
  json::Value best;
  const auto rank = [](const json::Value& entry) {
    return std::stoul(entry.find("rank")->number_text());
  };
  for (const io::Entry& each : entries) {
    json::Value entry = json::parse(each.text, "link");
    const bool there = entry.flag("there");
    if (!there && (entry.find("found")->as_array().empty() ||
                   prefixes_.count(entry.text("ocid").substr(0, prefix_length)) == 0))
      continue;
    const bool better = best.is_null() || (there && !best.flag("there")) ||
                        (there == best.flag("there") && rank(entry) < rank(best));
    if (better) best = std::move(entry);
  }
  if (best.is_null()) return;
  const items::Origin origin = items::Origin::read(entries.front().head);
  for (const json::Value& each : best.find("found")->as_array())
    tell(each, origin, std::string(best.text("ocid")));
}

void LinkRun::tell(const json::Value& found, const items::Origin& origin, const std::string& ocid) {
  Finding finding = items::RunLog::make(base::RuleId(*find_rule(found.text("rule"))));
  finding.variant = found.text("variant");
  finding.value = found.text("value");
  finding.file = processes_.log().file(origin.file).file;
  finding.pointer = std::string(origin.base).append(found.text("pointer"));
  finding.ocid = ocid;
  for (const auto& [name, value] : found.find("arguments")->as_object())
    finding.arguments.emplace_back(name, value.as_string());
  const json::Array& numbers = found.find("at")->as_array();
  const auto number = [&](std::size_t at) { return std::stoull(numbers[at].number_text()); };
  finding.has_position = true;
  finding.at = {reader_->one_byte() ? number(1) : number(0), number(2), number(3)};
  tell_(std::move(finding));
}

}  // namespace edca::projects
