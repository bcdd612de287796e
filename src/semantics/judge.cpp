#include "semantics/judge.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstring>
#include <utility>

#include "base/instant.hpp"
#include "edca/error.hpp"
#include "semantics/families.hpp"
#include "semantics/values.hpp"

namespace edca::semantics {
namespace {

using Check = void (*)(const Process&, Recorder&);

/// The groups of rules and the families they speak for.
struct Group {
  std::array<std::string_view, 7> families;
  Check check;
  bool of_releases;
  bool of_projects;
};

constexpr Group groups[] = {
    {{"text", "id", "money", "date", "code", "contact", "location"}, check_values, true, true},
    {{"ocid"}, check_ocid, true, false},
    {{"reference"}, check_references, true, true},
    {{"reference"}, check_roles, true, false},
    {{"party"}, check_parties, true, true},
    {{"date"}, check_dates, true, true},
    {{"date"}, check_fabricated_dates, true, false},
    {{"money"}, check_money, true, false},
    {{"money"}, check_sums, true, false},
    {{"status"}, check_status, true, false},
    {{"tag"}, check_tags, true, false},
    {{"mexico"}, check_tax_ids, true, true},
    {{"mexico"}, check_mexico, true, false},
    {{"personal"}, check_personal_data, true, true},
    {{"project"}, check_project, false, true},
};

bool wants(const Group& group, const Recorder& recorder) {
  for (const std::string_view family : group.families) {
    if (!family.empty() && recorder.wants(family)) return true;
  }
  return false;
}

Standard standard_of(const schema::Profile& profile) {
  const schema::ProfileKey& key = profile.key();
  return {key.name == "edca-mx", key.standard == "ocds/1.0", profile.is_oc4ids()};
}

/// Both halves of a product: every bit of either word counts.
std::uint64_t mix(std::uint64_t left, std::uint64_t right) {
  __extension__ using Wide = unsigned __int128;
  const Wide product = Wide{left ^ 0x9E3779B97F4A7C15} * (right ^ 0xD6E8FEB86659FD93);
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

/// Up to eight bytes as a number; texts that differ give other numbers, given their length.
std::uint64_t short_word(const char* text, std::size_t size) {
  if (size >= 4) {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    std::memcpy(&first, text, sizeof first);
    std::memcpy(&last, text + size - sizeof last, sizeof last);
    return std::uint64_t{first} << 32 | last;
  }
  if (size == 0) return 0;
  const auto byte = [&](std::size_t at) {
    return std::uint64_t{static_cast<unsigned char>(text[at])};
  };
  return byte(0) << 16 | byte(size / 2) << 8 | byte(size - 1);
}

/// A cheap hash of all values of a JSON value in their order. Releases that say they are the same
/// are compared by it; a collision made on purpose would only hide that they differ.
std::uint64_t content_hash(const Value& value) {
  constexpr std::size_t word = sizeof(std::uint64_t);
  const auto word_at = [](const char* text) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, text, word);
    return bytes;
  };
  // Two states take turns, so that one multiplication need not wait for the one before.
  std::uint64_t state = 0;
  std::uint64_t other = 0;
  for (const Value *at = &value, *end = value.next(); at != end; ++at) {
    std::swap(state, other);
    state += static_cast<std::uint64_t>(at->kind) << 32 | at->size;
    if (at->is_container() || at->kind < Kind::number) {
      state = mix(state, 0);
      continue;
    }
    const char* text = at->text;
    std::size_t left = at->size;
    for (; left > 2 * word; left -= 2 * word, text += 2 * word) {
      state = mix(state ^ word_at(text), word_at(text + word));
    }
    // The last sixteen bytes; some of them may have been counted before.
    const bool longer = at->size > word;
    const std::uint64_t first = left > word ? word_at(text)
                                : longer    ? left
                                            : short_word(text, left);
    state = mix(state ^ first, longer ? word_at(at->text + at->size - word) : 0);
  }
  return mix(state, other);
}

}  // namespace

bool is_semantic(std::string_view family) {
  const auto has = [&](const Group& group) {
    return std::find(group.families.begin(), group.families.end(), family) != group.families.end();
  };
  return family == "history" || std::any_of(std::begin(groups), std::end(groups), has);
}

std::int64_t point_in_time(std::string_view text) {
  constexpr std::int64_t epoch = 62'167'219'200;  // 1970-01-01
  if (text.empty()) {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return epoch + std::chrono::duration_cast<std::chrono::seconds>(now).count();
  }
  if (text.starts_with('@')) {
    std::int64_t seconds = 0;
    const auto read = std::from_chars(text.data() + 1, text.data() + text.size(), seconds);
    if (read.ec == std::errc() && read.ptr == text.data() + text.size()) return epoch + seconds;
  }
  const bool day = text.size() == 10;
  const auto instant = base::instant(day ? std::string(text) + "T23:59:59Z" : std::string(text));
  if (!instant) throw Error(ErrorKind::usage, "date.unknown", {{"date", std::string(text)}});
  return instant->seconds;
}

Judge::Judge(const std::vector<bool>& enabled, const std::uint64_t& keep, std::int64_t now)
    : now_(now), recorder_(enabled, keep) {
  for (const Group& group : groups) {
    groups_.push_back(semantics::wants(group, recorder_));
  }
  history_ = recorder_.wants("history");
}

void Judge::judge(std::string_view text, Subject subject, const schema::Profile& profile,
                  Tally& tally, const Tally* earlier, std::span<const std::size_t> spoken) {
  clear();
  recorder_.begin(tree_, text, spoken, tally, earlier);
  const Value& root = tree_.at(0);
  marks_ = find_marks(tree_.decoded(text.size()));
  if (root.kind != Kind::object) return;
  project_ = subject == Subject::project;
  if (subject == Subject::record) {
    record(root, text, profile);
  } else {
    run(root, standard_of(profile));
    remember(root, subject);
    covered_.push_back(&root);
  }
  recorder_.finish(hits_);
}

void Judge::cover(Coverage& coverage) const {
  for (const Value* value : covered_) coverage.add(*value);
}

Share Judge::obligatory() const {
  Share share;
  if (project_) return share;
  for (const Value* value : covered_) {
    const Share one = semantics::obligatory(*value);
    share.count += one.count;
    share.of += one.of;
  }
  return share;
}

std::string Judge::month() const {
  const Value* date = covered_.empty() ? nullptr : json::find(*covered_.back(), "date");
  if (date == nullptr || date->kind != Kind::string) return {};
  const std::string_view text = date->view().substr(0, 7);
  const bool digits =
      text.size() == 7 && text[4] == '-' &&
      (std::string(text.substr(0, 4)) += text.substr(5)).find_first_not_of("0123456789") ==
          std::string::npos;
  return digits ? std::string(text) : std::string();
}

void Judge::run(const Value& root, Standard standard) {
  Process process = make_process(root, standard, now_);
  process.marks = marks_;
  recorder_.release(process.ocid, process.id);
  for (std::size_t index = 0; index < std::size(groups); ++index) {
    const Group& group = groups[index];
    const bool fits = standard.oc4ids ? group.of_projects : group.of_releases;
    if (fits && groups_[index]) group.check(process, recorder_);
  }
}

void Judge::record(const Value& root, std::string_view text, const schema::Profile& profile) {
  const Standard standard = standard_of(profile);
  for (const Value& release : list(&root, "releases")) {
    // A linked release has nothing but its address, date and tag.
    if (release.kind != Kind::object || at(&release, "ocid") == nullptr) continue;
    run(release, standard);
    covered_.push_back(&release);
  }
  const Value* compiled = at(&root, "compiledRelease");
  if (compiled != nullptr && compiled->kind == Kind::object) {
    run(*compiled, standard);
    covered_.assign(1, compiled);
  }
  recorder_.release(semantics::text(&root, "ocid"), {});
  check_ocid(root, standard, recorder_);
  if (history_) {
    check_record(root, recorder_);
    compiled_.check(root, tree_, text, profile, recorder_);
  }
  remember(root, Subject::record);
}

void Judge::remember(const Value& value, Subject subject) {
  if (!history_) return;
  const std::string_view ocid =
      semantics::text(&value, subject == Subject::project ? "id" : "ocid");
  const std::string_view id =
      subject == Subject::release ? identifier(&value, "id") : std::string_view();
  if (ocid.empty() || (subject == Subject::release && id.empty())) return;
  base::KeyedHash::Mixer key(hash_, static_cast<std::uint64_t>(subject));
  key.add(ocid).add(id);
  identities_.push_back({key.finish().low, content_hash(value), subject, tree_.offset_of(value),
                         std::string(ocid), std::string(id)});
}

}  // namespace edca::semantics
