#include "report/groups.hpp"
#include "report/place.hpp"

#include "messages/words.hpp"

#include <algorithm>

namespace edca::report {

namespace {

constexpr std::size_t name_width = 200;
constexpr std::size_t value_width = 80;
constexpr std::uint64_t far_right = 300;  ///< columns: from here on the line tells nothing

std::string short_text(std::string_view text, std::size_t width) {
  return messages::shorten(messages::printable(text), width);
}

bool is_empty(std::string_view value) {
  return value.empty() || value == "\"\"";
}

/// Whether a sentence shows the value already, or there is nothing to show.
bool says(std::string_view sentence, std::string_view value) {
  if (is_empty(value) || sentence.find(value) != std::string_view::npos) return true;
  if (value.size() < 2 || !value.starts_with('"') || !value.ends_with('"')) return false;
  return sentence.find(value.substr(1, value.size() - 2)) != std::string_view::npos;
}

/// The same without texts of any length that hostile data bring.
Finding bounded(const Finding& finding) {
  constexpr std::size_t longest = 4000;
  Finding copy = finding;
  if (copy.pointer.size() > longest) copy.pointer.clear();
  for (auto& [name, value] : copy.arguments)
    if (value.size() > longest) value.clear();
  return copy;
}

}  // namespace

RuleGroup& Groups::group(Severity severity, const Rule& rule) {
  RuleGroup& group = groups_[{-static_cast<int>(severity), rule.id}];
  if (group.rule == nullptr) {
    group.rule = &rule;
    group.severity = severity;
  }
  return group;
}

/// The more causes, the fewer places of each.
void Groups::share_out(RuleGroup& group) const {
  const std::size_t before = std::exchange(
      group.keep,
      named + std::max<std::size_t>(most_ / std::max<std::size_t>(group.causes.size(), 1), 1));
  if (group.keep >= before) return;
  for (CauseGroup& cause : group.causes)
    if (cause.places.size() > group.keep) cause.places.resize(group.keep);
}

void Groups::add(const Finding& finding) {
  const std::size_t index = causes_.add(finding);
  RuleGroup& rule = group(finding.severity, *finding.rule);
  ++rule.count;
  if (index == Causes::none) return;
  if (index == at_.size()) {
    at_.push_back(rule.causes.size());
    rule.causes.emplace_back().cause = index;
    share_out(rule);
  }
  CauseGroup& cause = rule.causes[at_[index]];
  ++cause.count;
  if (most_ == 0 || cause.places.size() < rule.keep) cause.places.push_back(place(finding, cause));
}

void Groups::add_others(const Finding& like, std::uint64_t count) {
  const std::size_t index = causes_.add(like, count);
  RuleGroup& rule = group(like.severity, *like.rule);
  rule.count += count;
  if (index != Causes::none) rule.causes[at_[index]].count += count;
}

Place Groups::place(const Finding& finding, CauseGroup& cause) const {
  Place place;
  place.name = place_of(finding, language_);
  place.ocid = short_text(finding.ocid, name_width);
  if (!finding.title.empty()) place.title = messages::quoted(finding.title, language_);
  const bool first = cause.count == 1;
  if (first || finding.at.column > far_right)
    place.pointer = short_text(finding.pointer, name_width);
  const std::string value = messages::shorten(messages::readable(finding.value), value_width);
  std::string advice = messages::advise(finding, language_);
  if (first) {
    place.sentence = messages::describe(finding, language_);
    if (!says(place.sentence, value)) place.value = value;
    cause.first = bounded(finding);
    cause.advice = std::move(advice);
    return place;
  }
  if (advice != cause.advice) place.advice = std::move(advice);
  if (only_value_differs(finding, cause.first)) {
    if (!is_empty(value)) place.value = value;
  } else {
    place.sentence = messages::describe(finding, language_);
  }
  return place;
}

/// Whether the sentences are the same but for the value in them.
bool Groups::only_value_differs(const Finding& finding, const Finding& first) const {
  if (finding.variant == first.variant && finding.arguments == first.arguments) return true;
  Finding other = finding;
  other.value = first.value;
  other.pointer = first.pointer;
  return messages::describe(other, language_) == messages::describe(first, language_);
}

std::vector<RuleGroup*> Groups::ranking(const Summary& summary) {
  for (const auto& [id, count] : summary.by_rule) {
    const Rule* rule = find_rule(id);
    if (rule == nullptr || count == 0) continue;
    const auto has = [&](const auto& entry) { return entry.second.rule == rule; };
    const auto found = std::ranges::find_if(groups_, has);
    RuleGroup& counted = found == groups_.end() ? group(rule->severity, *rule) : found->second;
    counted.count = std::max(counted.count, count);
  }
  std::vector<RuleGroup*> order;
  for (auto& entry : groups_) order.push_back(&entry.second);
  std::ranges::stable_sort(order, [](const RuleGroup* left, const RuleGroup* right) {
    if (left->severity != right->severity) return left->severity > right->severity;
    return left->count > right->count;
  });
  return order;
}

std::vector<ShownCause> Groups::shown(const RuleGroup& group) const {
  std::vector<ShownCause> list;
  for (const CauseGroup& cause : group.causes)
    list.push_back({&cause, most_ == 0 ? cause.places.size() : 1});
  std::ranges::stable_sort(list, std::greater<>(),
                           [](const ShownCause& shown) { return shown.cause->count; });
  if (most_ == 0) return list;
  if (list.size() > most_) list.resize(most_);
  std::uint64_t left = most_ - list.size();
  for (bool more = true; more && left > 0;) {
    more = false;
    for (ShownCause& one : list) {
      if (left == 0 || one.places == one.cause->places.size()) continue;
      ++one.places;
      --left;
      more = true;
    }
  }
  return list;
}

std::string_view common_advice(const std::vector<ShownCause>& shown) {
  for (const ShownCause& one : shown) {
    if (one.cause->advice != shown.front().cause->advice) return {};
    for (std::size_t at = 0; at < one.places; ++at)
      if (!one.cause->places[at].advice.empty()) return {};
  }
  return shown.empty() ? std::string_view() : shown.front().cause->advice;
}

std::string more_of(const ShownCause& shown, messages::Language language) {
  const CauseGroup& cause = *shown.cause;
  const std::size_t end = std::min(cause.places.size(), shown.places + named);
  std::string names;
  for (std::size_t at = shown.places; at < end; ++at)
    names.append(names.empty() ? "" : ", ").append(cause.places[at].name);
  if (end < cause.count) names += names.empty() ? "…" : ", …";
  return messages::text(
      "report.more-places", language,
      {{"count", messages::count(cause.count - shown.places)}, {"places", names}});
}

std::string rest_of(const RuleGroup& group, const std::vector<ShownCause>& shown,
                    messages::Language language) {
  std::uint64_t told = 0;
  for (const ShownCause& one : shown) told += one.cause->count;
  if (group.count <= told) return {};
  const Arguments figures = {{"count", messages::count(group.count - told)},
                             {"causes", messages::count(group.causes.size() - shown.size())}};
  return messages::text(group.causes.size() == shown.size() ? "report.more" : "report.more-causes",
                        language, figures);
}

}  // namespace edca::report
