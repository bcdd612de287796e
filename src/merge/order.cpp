#include "merge/order.hpp"

#include <algorithm>
#include <string>
#include <unordered_map>

#include "base/instant.hpp"
#include "merge/reference_values.hpp"

namespace edca::merge {
namespace {

bool is_text(const json::Node* value) {
  return value != nullptr && value->kind == json::NodeKind::string;
}

/// A failure that names the releases for which `test` holds; nothing when it holds for none.
template <class Test>
std::optional<Failure> failure_of(Reason reason, const std::vector<Release>& releases, Test test) {
  Failure failure;
  failure.reason = reason;
  for (const Release& release : releases) {
    if (!test(release)) continue;
    failure.releases.push_back(release.input);
    if (release.id != nullptr) failure.ids.push_back(text_of(release.id));
  }
  if (failure.releases.empty()) return std::nullopt;
  return failure;
}

std::optional<Failure> check_dates(const std::vector<Release>& releases) {
  const auto missing = [](const Release& release) { return release.date == nullptr; };
  if (auto failure = failure_of(Reason::date_missing, releases, missing)) return failure;
  const auto null = [](const Release& release) {
    return release.date->kind == json::NodeKind::null;
  };
  return failure_of(Reason::date_null, releases, null);
}

/// By the values of the dates, as Python compares them.
std::optional<Failure> sort_by_value(std::vector<Release>& releases) {
  if (auto failure = check_dates(releases)) return failure;
  bool comparable = true;
  const auto less = [&](const Release& a, const Release& b) {
    const auto order = python_order(*a.date, *b.date);
    comparable = comparable && order.has_value();
    return order.has_value() && *order < 0;
  };
  if (!std::is_sorted(releases.begin(), releases.end(), less)) {
    std::stable_sort(releases.begin(), releases.end(), less);
  }
  if (comparable) return std::nullopt;
  auto failure = failure_of(Reason::date_type, releases,
                            [](const Release& release) { return !is_text(release.date); });
  return failure;
}

std::optional<Failure> check_strictly(const std::vector<Release>& releases) {
  const auto no_ocid = [](const Release& release) { return !is_text(release.ocid); };
  if (auto failure = failure_of(Reason::ocid_missing, releases, no_ocid)) return failure;
  const auto no_date = [](const Release& release) { return release.date == nullptr; };
  if (auto failure = failure_of(Reason::date_missing, releases, no_date)) return failure;
  const auto undated = [](const Release& release) { return !is_text(release.date); };
  if (auto failure = failure_of(Reason::date_type, releases, undated)) return failure;
  const auto other = [&](const Release& release) {
    return release.ocid->view() != releases.front().ocid->view();
  };
  auto failure = failure_of(Reason::ocid_differs, releases, other);
  if (failure) {
    failure->releases.insert(failure->releases.begin(), releases.front().input);
    failure->detail = releases.front().ocid->view();
  }
  return failure;
}

std::optional<Failure> sort_by_time(std::vector<Release>& releases) {
  const auto no_time = [](const Release& release) { return !base::instant(release.date->view()); };
  if (releases.size() < 2) return std::nullopt;
  if (auto failure = failure_of(Reason::date_format, releases, no_time)) return failure;
  std::vector<std::pair<base::Instant, Release>> timed;
  for (const Release& release : releases) {
    timed.emplace_back(*base::instant(release.date->view()), release);
  }
  std::stable_sort(timed.begin(), timed.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::transform(timed.begin(), timed.end(), releases.begin(),
                 [](const auto& pair) { return pair.second; });
  return std::nullopt;
}

/// What is to be said of releases whose order their dates do not decide.
class TieFinder {
 public:
  TieFinder(std::span<const std::string_view> texts, std::vector<Warning>& warnings)
      : texts_(texts), warnings_(warnings) {}

  void report(std::span<const Release> tied) {
    std::unordered_map<std::string, const Release*> first;
    std::vector<std::string> ids;
    bool differ = false;
    for (const Release& release : tied) {
      std::string id = text_of(release.id);
      const auto [known, inserted] = first.emplace(id, &release);
      if (inserted) {
        differ = differ || texts_[release.input] != texts_[tied.front().input];
        ids.push_back(std::move(id));
      } else {
        warnings_.push_back({"merge.same-release", {}, {std::move(id)}, text_of(release.date)});
      }
    }
    if (differ) warnings_.push_back({"merge.tied-dates", {}, ids, text_of(tied.front().date)});
  }

 private:
  std::span<const std::string_view> texts_;
  std::vector<Warning>& warnings_;
};

bool tied(const Release& a, const Release& b, bool strict) {
  if (!strict) return python_equal(*a.date, *b.date);
  return base::instant(a.date->view()) == base::instant(b.date->view());
}

void find_ties(const std::vector<Release>& releases, std::span<const std::string_view> texts,
               bool strict, std::vector<Warning>& warnings) {
  for (std::size_t start = 0; start < releases.size();) {
    std::size_t end = start + 1;
    while (end < releases.size() && tied(releases[end - 1], releases[end], strict)) ++end;
    if (end - start > 1) {
      TieFinder(texts, warnings).report(std::span(releases).subspan(start, end - start));
    }
    start = end;
  }
}

/// Dates that stand in the order of their texts, but not in that of time.
void find_inversions(const std::vector<Release>& releases, std::vector<Warning>& warnings) {
  const Release* latest = nullptr;
  std::optional<base::Instant> latest_time;
  for (const Release& release : releases) {
    if (!is_text(release.date)) return;
    const std::optional<base::Instant> time = base::instant(release.date->view());
    if (!time) continue;
    if (latest_time && *time < *latest_time) {
      warnings.push_back({"merge.date-order",
                          {},
                          {text_of(latest->id), text_of(release.id)},
                          text_of(release.date)});
      return;
    }
    latest = &release;
    latest_time = time;
  }
}

/// Different OCIDs, where the last one counts.
void find_ocids(const std::vector<Release>& releases, std::vector<Warning>& warnings) {
  for (std::size_t at = 1; at < releases.size(); ++at) {
    const std::string before = text_of(releases[at - 1].ocid);
    std::string ocid = text_of(releases[at].ocid);
    if (before == ocid) continue;
    warnings.push_back({"merge.ocid-differs",
                        {},
                        {text_of(releases[at - 1].id), text_of(releases[at].id)},
                        std::move(ocid)});
    return;
  }
}

}  // namespace

std::optional<Failure> sort_releases(std::vector<Release>& releases,
                                     std::span<const std::string_view> texts, bool strict,
                                     std::vector<Warning>& warnings) {
  const auto no_object = [](const Release& release) {
    return release.object->kind != json::NodeKind::object;
  };
  if (auto failure = failure_of(Reason::not_object, releases, no_object)) return failure;
  std::optional<Failure> failure;
  if (strict) failure = check_strictly(releases);
  if (!failure && strict) failure = sort_by_time(releases);
  if (!strict && releases.size() > 1) failure = sort_by_value(releases);
  if (failure || releases.size() < 2) return failure;
  find_ties(releases, texts, strict, warnings);
  if (!strict) {
    find_inversions(releases, warnings);
    find_ocids(releases, warnings);
  }
  return std::nullopt;
}

}  // namespace edca::merge
