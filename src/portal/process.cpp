#include "portal/process.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "json/canonical.hpp"
#include "json/members.hpp"
#include "json/scan.hpp"
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

void Release::pack(std::string& out) const {
  out += 'r';
  portal::pack(ref, out);
  portal::pack(package, out);
  portal::pack(awards_and_contracts, out);
  portal::pack(judgement, out);
  pack_text(id, out);
  pack_text(date, out);
  out += digest;
}

void Record::pack(std::string& out) const {
  out += 'R';
  portal::pack(ref, out);
  portal::pack(package, out);
}

std::size_t ProcessReader::text_size(const io::Entry& entry) {
  std::string_view facts = entry.text.substr(1);
  return unpack<TextRef>(facts).size;
}

ProcessReader::ProcessReader(const merge::Rules* rules, bool make_records, ItemTexts& texts,
                             Origin origin)
    : make_records_(make_records), texts_(texts), origin_(std::move(origin)) {
  if (rules != nullptr) merger_ = std::make_unique<merge::Merger>(*rules);
}

Process ProcessReader::read(std::string_view ocid, std::span<const io::Entry> entries) {
  Process process;
  process.ocid = ocid;
  releases_.clear();
  records_.clear();
  compiled_.clear();
  for (const io::Entry& entry : entries) read_facts(entry);
  const bool by_digests = has_digests();
  if (!by_digests) read_texts();
  keep_once(process);
  if (by_digests) {
    std::vector<std::string_view> digests;
    for (const Read& each : releases_) digests.push_back(each.release.digest);
    merge_texts(process, digests);
    count_compiled(process.figures);
  } else {
    merge(process, choose_record(process));
  }
  ++process.figures.processes;
  if (process.record) process.dates = process.record->dates;
  for (Read& each : releases_) {
    process.dates.add(each.release.date);
    process.releases.push_back(std::move(each.release));
  }
  return process;
}

void ProcessReader::read_facts(const io::Entry& entry) {
  std::string_view facts = entry.text.substr(1);
  const auto ref = unpack<TextRef>(facts);
  const auto package = unpack<std::uint64_t>(facts);
  if (entry.text[0] == 'R') {
    records_.push_back({{ref, package, {}}, {}});
    return;
  }
  Release release{ref, package, unpack<std::uint64_t>(facts), {}, {}, {}, {}};
  release.judgement = unpack<Judgement>(facts);
  release.id = unpack_text(facts);
  release.date = unpack_text(facts);
  release.digest = facts;
  std::string key = sort_key(release.date);
  releases_.push_back({std::move(release), std::move(key), {}});
}

/// Whether the texts are not needed: no record is there or is to be made, and no release comes
/// twice.
bool ProcessReader::has_digests() const {
  if (make_records_ || !records_.empty()) return false;
  std::set<std::string_view> ids;
  return std::all_of(releases_.begin(), releases_.end(), [&](const Read& each) {
    return !each.release.digest.empty() && ids.insert(each.release.id).second;
  });
}

void ProcessReader::read_texts() {
  std::size_t size = 0;
  for (const Read& each : releases_) size += each.release.ref.size;
  for (const ReadRecord& each : records_) size += each.record.ref.size;
  loaded_.resize(size);
  char* to = loaded_.data();
  const auto read = [&](const TextRef& ref) {
    texts_.read(ref, to);
    to += ref.size;
    return std::string_view(to - ref.size, ref.size);
  };
  for (Read& each : releases_) each.text = read(each.release.ref);
  for (ReadRecord& each : records_) {
    each.text = read(each.record.ref);
    read_dates(each);
  }
}

void ProcessReader::read_dates(ReadRecord& read) const {
  std::string_view values[2];
  find_members(read.text, {"releases", "compiledRelease"}, values);
  DateRange& dates = read.record.dates;
  const auto add_date = [&](std::string_view release) {
    if (release.starts_with('{')) {
      dates.add(decoded(member_of(release, "date")).value_or(""));
    }
  };
  each_element(values[0], add_date);
  if (dates.first.empty()) add_date(values[1]);
}

/// Sorts the releases, whatever the order in which they came, and drops those that say the same as
/// another.
void ProcessReader::keep_once(Process& process) {
  std::sort(releases_.begin(), releases_.end(), [&](const Read& a, const Read& b) {
    const auto rank = [&](const Read& each) {
      return std::tuple_cat(
          std::tie(each.key, each.release.date, each.release.id, each.text),
          std::tuple<std::pair<std::string_view, std::string_view>>(origin_(each.release.package)));
    };
    return rank(a) < rank(b);
  });
  std::map<std::string_view, std::uint64_t> ids;
  for (const Read& each : releases_) ++ids[each.release.id];
  if (ids.size() == releases_.size()) return;
  std::set<base::Hash128> known;
  std::vector<Read> kept;
  std::map<std::string, std::uint64_t> contents;
  for (const Read& each : releases_) {
    const std::string& id = each.release.id;
    if (ids[id] > 1) {
      if (!known.insert(json::canonical_hash(each.text)).second) continue;
      if (++contents[id] == 2) {
        process.notices.push_back({Problem::Kind::conflict, each.release.package, id, {}});
      }
    }
    kept.push_back(each);
  }
  // A package with several releases of one id is no sum of what its items are.
  for (Read& each : kept) {
    if (contents[each.release.id] > 1) each.release.judgement = {};
  }
  releases_ = std::move(kept);
}

/// Puts the record that is published first; false when none was added.
bool ProcessReader::choose_record(Process& process) {
  if (records_.empty()) return false;
  const auto rank = [&](const ReadRecord& each) {
    return std::tuple(sort_key(each.record.dates.last), each.text.size(), each.text,
                      origin_(each.record.package));
  };
  const auto best =
      std::max_element(records_.begin(), records_.end(),
                       [&](const ReadRecord& a, const ReadRecord& b) { return rank(a) < rank(b); });
  std::swap(records_.front(), *best);
  process.record = records_.front().record;
  const base::Hash128 content = json::canonical_hash(records_.front().text);
  for (const ReadRecord& other : std::span(records_).subspan(1)) {
    if (json::canonical_hash(other.text) == content) continue;
    process.notices.push_back({Problem::Kind::record_conflict, other.record.package, {}, {}});
    break;
  }
  return true;
}

/// Finds the compiled release, or makes one, and what depends on it.
void ProcessReader::merge(Process& process, bool given) {
  if (given) compiled_ = member_of(records_.front().text, "compiledRelease");
  if (!compiled_.starts_with('{')) {
    compiled_.clear();
    std::vector<std::string_view> texts;
    for (const Read& each : releases_) texts.push_back(each.text);
    merge_texts(process, texts);
  }
  count_compiled(process.figures);
  if (compiled_.empty()) return;
  if (!given && make_records_) make_record(process);
  if (given || make_records_) process.awards_and_contracts = awards_and_contracts(compiled_);
}

/// Leaves the compiled release empty where there is none.
void ProcessReader::merge_texts(Process& process, const std::vector<std::string_view>& texts) {
  if (merger_ == nullptr || texts.empty()) return;
  const merge::Result result = merger_->merge(texts, merge::Form::compiled, compiled_);
  if (result.ok()) return;
  compiled_.clear();
  process.notices.push_back(
      {Problem::Kind::not_merged, releases_.front().release.package, {}, result.failure->path});
}

void ProcessReader::make_record(Process& process) const {
  std::string& record = process.made;
  record = "{\"ocid\":";
  json::write_string(process.ocid, record);
  record += ",\"releases\":[";
  for (const Read& each : releases_) {
    if (&each != &releases_.front()) record += ',';
    record += each.text;
  }
  record += "],\"compiledRelease\":";
  record.append(compiled_).append("}");
}

void ProcessReader::count_compiled(Figures& figures) {
  if (compiled_.empty()) return;
  tree_.clear();
  const json::Tree::Read read = tree_.parse(compiled_);
  if (read.error == json::ReadError::none) figures.add_compiled(tree_.at(read.root));
}

}  // namespace edca::portal
