#include "semantics/semantic_rules.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>

#include "base/instant.hpp"
#include "edca/error.hpp"
#include "json/equal.hpp"
#include "semantics/families.hpp"
#include "semantics/quality.hpp"
#include "semantics/values.hpp"

namespace edca::semantics {
namespace {

using Check = void (*)(const Process&, Recorder&);

/// A group of rules. All groups run whatever rules were chosen, and the recorder drops what was
/// not: a group speaks for several families, and none may hang on what else is chosen.
struct Group {
  Check check;
  bool of_releases;
  bool of_projects;
};

constexpr Group groups[] = {
    {check_values, true, true},
    {check_ocid, true, false},
    {check_references, true, true},
    {check_roles, true, false},
    {check_parties, true, true},
    {check_dates, true, true},
    {check_fabricated_dates, true, false},
    {check_money, true, false},
    {check_sums, true, false},
    {check_status, true, false},
    {check_tags, true, false},
    {check_tax_ids, true, true},
    {check_mexico, true, false},
    {check_personal_data, true, true},
    {check_project, false, true},
};

Standard standard_of(const schema::Profile& profile) {
  const schema::ProfileKey& key = profile.key();
  return {key.name == "edca-mx", key.standard == "ocds/1.0", profile.is_oc4ids()};
}

}  // namespace

bool is_semantic(std::string_view family) {
  constexpr std::string_view others[] = {"codelist", "diff",   "document", "extension", "field",
                                         "input",    "link",   "merge",    "package",   "record",
                                         "repair",   "schema", "tables",   "upgrade"};
  return std::ranges::find(others, family) == std::end(others);
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

SemanticRules::SemanticRules(const std::vector<bool>& enabled, const std::uint64_t& keep,
                             std::int64_t now)
    : now_(now), recorder_(enabled, keep) {
  for (std::size_t index = 0; index < enabled.size(); ++index) {
    if (!enabled[index]) continue;
    const std::string_view family = edca::family(rules()[index]);
    speaks_ = speaks_ || is_semantic(family);
    history_ = history_ || family == "history";
  }
}

void SemanticRules::judge(std::string_view text, Subject subject, const schema::Profile& profile,
                          Tally& tally, const Tally* earlier, std::span<const std::size_t> spoken,
                          std::span<const Slip> slips) {
  clear();
  recorder_.begin(tree_, text, spoken, slips, tally, earlier);
  const Value& root = tree_.at(0);
  hints_ = find_text_hints(tree_.decoded(text.size()));
  if (root.kind != Kind::object) return;
  project_ = subject == Subject::project;
  schema_ = profile.plan(project_ ? "project" : "release");
  if (subject == Subject::record) {
    record(root, text, profile);
  } else {
    run(root, standard_of(profile));
    remember(root, subject);
    covered_.push_back(&root);
  }
  recorder_.finish(hits_);
}

void SemanticRules::cover(Coverage& coverage) const {
  for (const Value* value : covered_) coverage.add(*value);
}

Share SemanticRules::obligatory() const {
  Share share;
  if (project_) return share;
  for (const Value* value : covered_) {
    const Share one = semantics::obligatory(*value);
    share.count += one.count;
    share.of += one.of;
  }
  return share;
}

Quality SemanticRules::quality() const {
  Quality sum;
  const auto add = [](const Share& from, Share& to) {
    to.count += from.count;
    to.of += from.of;
  };
  for (const Value* value : covered_) {
    const Quality one = project_ ? quality_of_project(*value) : quality_of_release(*value);
    sum.answers |= one.answers;
    add(one.complete, sum.complete);
    add(one.usable, sum.usable);
    add(one.timely, sum.timely);
    add(one.references, sum.references);
  }
  return sum;
}

std::string SemanticRules::month() const {
  const Value* date = covered_.empty() ? nullptr : json::find(*covered_.back(), "date");
  if (date == nullptr || date->kind != Kind::string) return {};
  const std::string_view text = date->view().substr(0, 7);
  const bool digits =
      text.size() == 7 && text[4] == '-' &&
      (std::string(text.substr(0, 4)) += text.substr(5)).find_first_not_of("0123456789") ==
          std::string::npos;
  return digits ? std::string(text) : std::string();
}

void SemanticRules::run(const Value& root, Standard standard, Standing standing) {
  if (!speaks_) return;
  Process process = make_process(root, standard, now_, standing);
  process.schema = schema_;
  process.hints = hints_;
  recorder_.release(process.ocid, process.id);
  for (const Group& group : groups) {
    if (standard.oc4ids ? group.of_projects : group.of_releases) group.check(process, recorder_);
  }
}

void SemanticRules::record(const Value& root, std::string_view text,
                           const schema::Profile& profile) {
  const Standard standard = standard_of(profile);
  const Value* compiled = at(&root, "compiledRelease");
  const bool summed_up = filled(compiled) && compiled->kind == Kind::object;
  const Standing beside = summed_up ? Standing::beside_compiled : Standing::alone;
  for (const Value& release : list(&root, "releases")) {
    // A linked release has nothing but its address, date and tag.
    if (release.kind != Kind::object || at(&release, "ocid") == nullptr) continue;
    run(release, standard, beside);
    covered_.push_back(&release);
  }
  if (compiled != nullptr && compiled->kind == Kind::object) {
    run(*compiled, standard, Standing::compiled);
    covered_.assign(1, compiled);
  }
  recorder_.release(semantics::text(&root, "ocid"), {});
  if (speaks_) {
    check_ocid(root, standard, recorder_);
    check_record(root, recorder_);
  }
  // Dear, and all about history.
  if (history_ && !merged_) compiled_.check(root, tree_, text, profile, recorder_);
  remember(root, Subject::record);
}

void SemanticRules::remember(const Value& value, Subject subject) {
  if (!history_) return;
  const std::string_view ocid =
      semantics::text(&value, subject == Subject::project ? "id" : "ocid");
  const std::string_view id =
      subject == Subject::release ? identifier(&value, "id") : std::string_view();
  if (ocid.empty() || (subject == Subject::release && id.empty())) return;
  base::KeyedHash::Mixer key(hash_, static_cast<std::uint64_t>(subject));
  key.add(ocid).add(id);
  const bool compiled = subject == Subject::release && has_word(at(&value, "tag"), "compiled");
  identities_.push_back({key.finish().low, json::content_hash(value), subject, compiled,
                         tree_.offset_of(value), std::string(ocid), std::string(id)});
}

}  // namespace edca::semantics
