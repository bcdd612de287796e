#include <algorithm>

#include "json/compact.hpp"
#include "json/members.hpp"
#include "json/scan.hpp"
#include "portal/content.hpp"
#include "portal/packed.hpp"

namespace edca::portal {
namespace {

using json::decoded;
using json::find_members;
using json::member_of;

template <class Each>
void each_element(std::string_view array, Each each) {
  if (!array.starts_with('[')) return;
  json::ElementScan scan(array);
  while (const auto element = scan.next()) each(*element);
}

std::uint64_t awards_and_contracts(std::string_view release) {
  std::string_view values[2];
  find_members(release, {"awards", "contracts"}, values);
  std::uint64_t count = 0;
  for (const std::string_view list : values) {
    each_element(list, [&](std::string_view) { ++count; });
  }
  return count;
}

}  // namespace

void Content::arrange(const merge::Rules* rules) {
  if (rules != nullptr) {
    merger_ = std::make_unique<merge::Merger>(*rules);
    figures_kept_ = keep_figures(*rules);
  }
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
  for (const merge::Entry& entry : entries) read_facts(entry);
  const bool alone = counts_alone();
  if (!alone) read_texts();
  keep_once(ocid);
  const bool given = choose_record(ocid);
  if (!alone) merge_process(ocid);
  DateRange dates = given ? records_.front().dates : DateRange();
  for (const Release& release : releases_) dates.add(release.date);
  Figures& figures = years_[std::string(year_of(dates.first))];
  ++figures.processes;
  if (alone && merger_ != nullptr) figures.add_packed(releases_.front().figures);
  count_compiled(figures);
  place_releases(ocid);
  place_record(ocid, dates, given);
}

void Content::place_releases(std::string_view ocid) {
  for (const Release& release : releases_) {
    Placed item;
    item.year = year_of(release.date);
    item.dates.add(release.date);
    item.package = release.package;
    item.awards_and_contracts = release.awards_and_contracts;
    ++years_[item.year].releases;
    use(item.kind, item.year, item.package);
    place(item, release.ref, ocid, release.id);
  }
}

/// Places the record that was given, or else the one that can be made.
void Content::place_record(std::string_view ocid, const DateRange& dates, bool given) {
  Placed record;
  record.kind = ItemKind::record;
  record.year = year_of(dates.first);
  record.dates = dates;
  TextRef text;
  if (given) {
    record.package = records_.front().package;
    text = records_.front().ref;
  } else if (options_.records && !compiled_.empty()) {
    make_record(ocid);
    record.package = releases_.front().package;
    record.made = true;
    text = texts_.keep(record_);
  } else {
    return;
  }
  if (!compiled_.empty()) record.awards_and_contracts = awards_and_contracts(compiled_);
  use(record.kind, record.year, record.package);
  for (const Release& release : releases_) {
    record.awards_and_contracts += release.awards_and_contracts;
    use(record.kind, record.year, release.package);
  }
  ++years_[record.year].records;
  place(record, text, ocid, {});
}

void Content::read_facts(const merge::Entry& entry) {
  std::string_view facts = entry.text.substr(1);
  const auto package = unpack<std::uint64_t>(facts);
  const auto ref = unpack<TextRef>(facts);
  if (entry.text[0] == 'R') {
    records_.push_back({{}, ref, package, {}});
    return;
  }
  Release& release = releases_.emplace_back();
  release.ref = ref;
  release.package = package;
  release.awards_and_contracts = unpack<std::uint64_t>(facts);
  release.id = unpack_text(facts);
  release.date = unpack_text(facts);
  release.key = sort_key(release.date);
  release.figures = facts;
}

/// Whether the process is one release that says all there is to know of it.
bool Content::counts_alone() const {
  if (!records_.empty() || releases_.size() != 1) return false;
  return merger_ == nullptr || (figures_kept_ && !releases_.front().figures.empty());
}

void Content::read_texts() {
  std::size_t size = 0;
  for (const Release& release : releases_) size += release.ref.size;
  for (const Record& record : records_) size += record.ref.size;
  loaded_.resize(size);
  char* to = loaded_.data();
  const auto read = [&](auto& item) {
    texts_.read(item.ref, to);
    item.text = {to, item.ref.size};
    to += item.ref.size;
  };
  for (Release& release : releases_) read(release);
  for (Record& record : records_) {
    read(record);
    read_record(record);
  }
}

void Content::read_record(Record& record) {
  std::string_view values[2];
  find_members(record.text, {"releases", "compiledRelease"}, values);
  const auto add_date = [&](std::string_view release) {
    if (release.starts_with('{')) {
      record.dates.add(decoded(member_of(release, "date")).value_or(""));
    }
  };
  each_element(values[0], add_date);
  if (record.dates.first.empty()) add_date(values[1]);
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

void Content::count_compiled(Figures& figures) {
  if (compiled_.empty()) return;
  tree_.clear();
  const merge::Tree::Read read = tree_.parse(compiled_);
  if (read.error == merge::ReadError::none) figures.add_compiled(tree_.at(read.root));
}

}  // namespace edca::portal
