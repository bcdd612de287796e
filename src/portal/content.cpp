#include "portal/content.hpp"

#include <algorithm>
#include <cstring>

#include "json/compact.hpp"
#include "json/members.hpp"
#include "json/scan.hpp"
#include "json/text.hpp"
#include "package/names.hpp"

namespace edca::portal {
namespace {

using json::decoded;
using json::find_members;
using json::member_of;

merge::Grouper::Options half_of(const Options& options) {
  return {options.memory / 2, options.temporary_folder, 0};
}

void put_number(std::string& out, std::uint64_t number) {
  char bytes[sizeof number];
  std::memcpy(bytes, &number, sizeof number);
  out.append(bytes, sizeof number);
}

std::uint64_t take_number(std::string_view& bytes) {
  std::uint64_t number = 0;
  std::memcpy(&number, bytes.data(), sizeof number);
  bytes.remove_prefix(sizeof number);
  return number;
}

/// The id of a release: a string, or whatever else stands there.
std::string id_of(std::string_view release) {
  const std::string_view id = member_of(release, "id");
  return decoded(id).value_or(std::string(id));
}

template <class Each>
void each_element(std::string_view array, Each each) {
  if (!array.starts_with('[')) return;
  json::ElementScan scan(array);
  while (const auto element = scan.next()) each(*element);
}

std::uint64_t elements(std::string_view array) {
  std::uint64_t count = 0;
  each_element(array, [&](std::string_view) { ++count; });
  return count;
}

std::uint64_t awards_and_contracts(std::string_view release) {
  std::string_view values[2];
  find_members(release, {"awards", "contracts"}, values);
  return elements(values[0]) + elements(values[1]);
}

}  // namespace

Content::Content(const Options& options, bool keep_uris)
    : options_(options),
      keep_uris_(keep_uris),
      processes_(std::make_unique<merge::Grouper>(half_of(options))),
      ordered_(std::make_unique<merge::Grouper>(half_of(options))) {}

std::uint64_t Content::add_package(std::string_view file) {
  if (files_.empty() || files_.back() != file) files_.emplace_back(file);
  packages_.push_back({files_.size() - 1, nullptr, {}});
  return packages_.size() - 1;
}

void Content::describe(std::uint64_t package, ItemKind kind, const json::Value& metadata) {
  if (!metadata.is_object()) return;
  if (keep_uris_) packages_[package].uri = metadata.text("uri");
  published_.add(metadata.text("publishedDate"));
  json::Value rest = metadata;
  for (const char* key :
       {"uri", "publishedDate", "packages", "links", "releases", "records", "projects"}) {
    rest.erase(key);
  }
  std::set<std::string>& known = descriptions_[kind == ItemKind::project ? 1 : 0];
  packages_[package].description = &*known.insert(json::write(rest)).first;
}

void Content::use(ItemKind kind, const std::string& year, std::uint64_t package) {
  const std::string* description = packages_[package].description;
  if (description != nullptr) used_[{kind, year}].insert(description);
}

Texts Content::descriptions(ItemKind kind, const std::string& year) const {
  Texts texts;
  if (kind == ItemKind::project) {
    for (const std::string& text : descriptions_[1]) texts.insert(&text);
  } else if (const auto found = used_.find({kind, year}); found != used_.end()) {
    texts = found->second;
  }
  return texts;
}

void Content::tell(Problem::Kind kind, std::uint64_t package, std::string ocid, std::string id,
                   std::string detail) const {
  if (!options_.tell) return;
  options_.tell(
      {kind, files_[packages_[package].file], std::move(ocid), std::move(id), std::move(detail)});
}

bool Content::usable(std::string_view text, std::uint64_t package) {
  tree_.clear();
  if (text.starts_with('{') && json::is_utf8(text) &&
      tree_.parse(text).error == merge::ReadError::none) {
    return true;
  }
  tell(Problem::Kind::unreadable, package, {});
  return false;
}

void Content::note_prefix(ItemKind kind, std::string_view id) {
  std::set<std::string>& prefixes = prefixes_[kind == ItemKind::project ? 1 : 0];
  if (prefixes.size() < 2) prefixes.insert(package::prefix_of(id));
}

void Content::add(ItemKind kind, std::string_view text, std::uint64_t package) {
  if (!usable(text, package)) return;
  switch (kind) {
    case ItemKind::release:
      return add_release(text, package);
    case ItemKind::record:
      return add_record(text, package);
    case ItemKind::project:
      return add_project(text, package);
  }
}

void Content::add_release(std::string_view text, std::uint64_t package) {
  const std::optional<std::string> ocid = decoded(member_of(text, "ocid"));
  if (!ocid) return tell(Problem::Kind::no_ocid, package, {}, id_of(text));
  note_prefix(ItemKind::release, *ocid);
  head_ = 'r';
  put_number(head_, package);
  processes_->add(*ocid, head_, text);
}

void Content::add_record(std::string_view text, std::uint64_t package) {
  std::string_view values[2];
  find_members(text, {"ocid", "releases"}, values);
  const std::optional<std::string> ocid = decoded(values[0]);
  if (!ocid) return tell(Problem::Kind::no_ocid, package, {});
  note_prefix(ItemKind::release, *ocid);
  head_ = 'R';
  put_number(head_, package);
  processes_->add(*ocid, head_, text);
  each_element(values[1], [&](std::string_view release) {
    // One that is linked has an address in the place of an OCID.
    if (release.starts_with('{') && decoded(member_of(release, "ocid"))) {
      add_release(release, package);
    }
  });
}

void Content::add_project(std::string_view text, std::uint64_t package) {
  std::string_view values[2];
  find_members(text, {"id", "updated"}, values);
  const std::optional<std::string> id = decoded(values[0]);
  if (!id) return tell(Problem::Kind::no_ocid, package, {});
  note_prefix(ItemKind::project, *id);
  Placed item;
  item.kind = ItemKind::project;
  item.package = package;
  item.dates.add(decoded(values[1]).value_or(""));
  item.text = text;
  place(item, *id, {});
  ++years_[std::string()].projects;
}

/// Puts an item where it belongs in the order of publication.
void Content::place(const Placed& item, std::string_view ocid, std::string_view id) {
  std::string key(1, static_cast<char>('0' + static_cast<int>(item.kind)));
  const std::string time = item.kind == ItemKind::project ? "" : sort_key(item.dates.first);
  for (const std::string_view part :
       {std::string_view(item.year), std::string_view(time), ocid, id}) {
    key.append(part).push_back('\0');
  }
  head_.clear();
  put_number(head_, item.package);
  put_number(head_, item.awards_and_contracts);
  head_ += item.made ? '1' : '0';
  head_.append(item.dates.first).append(1, '\0').append(item.dates.last);
  ordered_->add(key, head_, item.text);
}

Placed Content::placed(std::string_view key, const merge::Entry& entry) {
  Placed item;
  item.kind = static_cast<ItemKind>(key[0] - '0');
  item.year = key.substr(1, key.find('\0') - 1);
  std::string_view head = entry.head;
  item.package = take_number(head);
  item.awards_and_contracts = take_number(head);
  item.made = head[0] == '1';
  head.remove_prefix(1);
  const std::size_t end = head.find('\0');
  item.dates = {std::string(head.substr(0, end)), std::string(head.substr(end + 1))};
  item.text = entry.text;
  return item;
}

void Content::arrange(const merge::Rules* rules) {
  if (rules != nullptr) merger_ = std::make_unique<merge::Merger>(*rules);
  processes_->finish();
  merge::GroupBatch batch;
  while (processes_->next(batch, batch_bytes)) {
    const std::span<const merge::Entry> entries(batch.entries);
    for (const merge::Group& group : batch.groups) {
      process(group.key, entries.subspan(group.first, group.count));
    }
  }
  processes_.reset();
  ordered_->finish();
}

void Content::process(std::string_view ocid, std::span<const merge::Entry> entries) {
  releases_.clear();
  records_.clear();
  compiled_.clear();
  for (const merge::Entry& entry : entries) {
    entry.head[0] == 'r' ? read_release(entry) : read_record(entry);
  }
  keep_once(ocid);
  const bool given = choose_record(ocid);
  merge_process(ocid);
  DateRange dates = given ? records_.front().dates : DateRange();
  for (const Release& release : releases_) dates.add(release.date);
  count_process(std::string(year_of(dates.first)));
  place_releases(ocid);
  place_record(ocid, dates, given);
}

void Content::place_releases(std::string_view ocid) {
  for (const Release& release : releases_) {
    Placed item;
    item.year = year_of(release.date);
    item.dates.add(release.date);
    item.package = release.package;
    item.awards_and_contracts = awards_and_contracts(release.text);
    item.text = release.text;
    ++years_[item.year].releases;
    use(item.kind, item.year, item.package);
    place(item, ocid, release.id);
  }
}

/// Places the record that was given, or else the one that can be made.
void Content::place_record(std::string_view ocid, const DateRange& dates, bool given) {
  Placed record;
  record.kind = ItemKind::record;
  record.year = year_of(dates.first);
  record.dates = dates;
  if (given) {
    record.package = records_.front().package;
    record.text = records_.front().text;
  } else if (options_.records && !compiled_.empty()) {
    make_record(ocid);
    record.package = releases_.front().package;
    record.made = true;
    record.text = record_;
  } else {
    return;
  }
  if (!compiled_.empty()) record.awards_and_contracts = awards_and_contracts(compiled_);
  use(record.kind, record.year, record.package);
  for (const Release& release : releases_) {
    record.awards_and_contracts += awards_and_contracts(release.text);
    use(record.kind, record.year, release.package);
  }
  ++years_[record.year].records;
  place(record, ocid, {});
}

void Content::read_release(const merge::Entry& entry) {
  std::string_view head = entry.head.substr(1);
  std::string date = decoded(member_of(entry.text, "date")).value_or("");
  std::string key = sort_key(date);
  releases_.push_back(
      {entry.text, take_number(head), id_of(entry.text), std::move(date), std::move(key)});
}

void Content::read_record(const merge::Entry& entry) {
  std::string_view head = entry.head.substr(1);
  Record record{entry.text, take_number(head), {}};
  std::string_view values[2];
  find_members(entry.text, {"releases", "compiledRelease"}, values);
  const auto add_date = [&](std::string_view release) {
    if (release.starts_with('{')) {
      record.dates.add(decoded(member_of(release, "date")).value_or(""));
    }
  };
  each_element(values[0], add_date);
  if (record.dates.first.empty()) add_date(values[1]);
  records_.push_back(std::move(record));
}

/// What a package says: of two that hold the same item, the choice must not depend on their order.
std::tuple<std::string_view, std::string_view> Content::origin(std::uint64_t package) const {
  const Package& from = packages_[package];
  return {from.uri, from.description == nullptr ? std::string_view() : *from.description};
}

/// Sorts the releases, whatever the order in which they came, and drops those that say the same as
/// another.
void Content::keep_once(std::string_view ocid) {
  std::sort(releases_.begin(), releases_.end(), [&](const Release& a, const Release& b) {
    const auto rank = [&](const Release& each) {
      return std::tuple_cat(std::tie(each.key, each.date, each.id, each.text),
                            origin(each.package));
    };
    return rank(a) < rank(b);
  });
  std::map<std::string_view, std::uint64_t> ids;
  for (const Release& release : releases_) ++ids[release.id];
  if (ids.size() == releases_.size()) return;
  std::set<std::string> known;
  std::vector<Release> kept;
  std::map<std::string, std::uint64_t> contents;
  for (Release& release : releases_) {
    if (ids[release.id] > 1) {
      std::string content;
      json::append_compact(release.text, content);
      if (!known.insert(std::move(content)).second) continue;
      if (++contents[release.id] == 2) {
        tell(Problem::Kind::conflict, release.package, std::string(ocid), release.id);
      }
    }
    kept.push_back(release);
  }
  releases_ = std::move(kept);
}

/// Puts the record that is published first; false when none was added.
bool Content::choose_record(std::string_view ocid) {
  if (records_.empty()) return false;
  const auto rank = [&](const Record& record) {
    return std::tuple_cat(std::tuple(sort_key(record.dates.last), record.text.size(), record.text),
                          origin(record.package));
  };
  const auto best =
      std::max_element(records_.begin(), records_.end(),
                       [&](const Record& a, const Record& b) { return rank(a) < rank(b); });
  std::swap(records_.front(), *best);
  std::string content;
  json::append_compact(records_.front().text, content);
  for (const Record& other : std::span(records_).subspan(1)) {
    std::string other_content;
    json::append_compact(other.text, other_content);
    if (other_content == content) continue;
    tell(Problem::Kind::record_conflict, other.package, std::string(ocid));
    break;
  }
  return true;
}

void Content::merge_process(std::string_view ocid) {
  if (!records_.empty()) {
    compiled_ = member_of(records_.front().text, "compiledRelease");
    if (compiled_.starts_with('{')) return;
    compiled_.clear();
  }
  if (merger_ == nullptr || releases_.empty()) return;
  std::vector<std::string_view> texts;
  for (const Release& release : releases_) texts.push_back(release.text);
  const merge::Result result = merger_->merge(texts, merge::Form::compiled, compiled_);
  if (result.ok()) return;
  compiled_.clear();
  tell(Problem::Kind::not_merged, releases_.front().package, std::string(ocid), {},
       result.failure->path);
}

void Content::make_record(std::string_view ocid) {
  record_ = "{\"ocid\":";
  json::write_string(ocid, record_);
  record_ += ",\"releases\":[";
  for (const Release& release : releases_) {
    if (&release != &releases_.front()) record_ += ',';
    record_ += release.text;
  }
  record_ += "],\"compiledRelease\":";
  record_.append(compiled_).append("}");
}

void Content::count_process(const std::string& year) {
  Figures& figures = years_[year];
  ++figures.processes;
  if (compiled_.empty()) return;
  tree_.clear();
  const merge::Tree::Read read = tree_.parse(compiled_);
  if (read.error == merge::ReadError::none) figures.add_compiled(tree_.at(read.root));
}

}  // namespace edca::portal
