#include "report/names.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <ctime>

#include "base/instant.hpp"
#include "edca/error.hpp"
#include "edca/report.hpp"

namespace edca {
namespace {

constexpr std::array<std::string_view, 10> format_names = {
    "text", "json", "jsonl", "sarif", "junit", "github", "gitlab", "csv", "markdown", "html"};
constexpr std::array<std::string_view, 5> grouping_names = {"", "folder", "publisher", "prefix",
                                                            "buyer"};
constexpr std::array<std::string_view, 4> fail_on_names = {"error", "warning", "note", "never"};

}  // namespace

std::string_view name(ReportFormat format) noexcept {
  return format_names[static_cast<std::size_t>(format)];
}
std::string_view name(Grouping grouping) noexcept {
  return grouping_names[static_cast<std::size_t>(grouping)];
}
std::string_view name(FailOn fail_on) noexcept {
  return fail_on_names[static_cast<std::size_t>(fail_on)];
}

ReportFormat report_format(std::string_view name) {
  const auto* found = std::ranges::find(format_names, name);
  if (found != format_names.end()) return static_cast<ReportFormat>(found - format_names.begin());
  std::string known;
  for (const std::string_view each : format_names)
    known.append(known.empty() ? "" : ", ").append(each);
  throw Error(ErrorKind::usage, "report.format", {{"format", std::string(name)}, {"known", known}});
}

bool fails(const Summary& summary, FailOn fail_on) noexcept {
  if (fail_on == FailOn::never) return false;
  if (summary.errors > 0 || summary.files_read < summary.files) return true;
  if (fail_on == FailOn::error) return false;
  return summary.warnings > 0 || (fail_on == FailOn::note && summary.notes > 0);
}

namespace report {

std::string day_of(const std::string& now) {
  if (!now.empty() && now[0] != '@') return now.substr(0, 10);
  std::int64_t seconds = std::time(nullptr);
  if (!now.empty()) std::from_chars(now.data() + 1, now.data() + now.size(), seconds);
  return base::date_time(seconds).substr(0, 10);
}

}  // namespace report

}  // namespace edca
