#include "report/report.hpp"

#include "edca/error.hpp"
#include "report/fields.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace edca::report {

namespace {

struct Format {
  std::string_view name;
  std::unique_ptr<Report> (*make)(const Options& options, Write write);
  bool coverage;
};

constexpr Format all_formats[] = {{"text", make_text, true},         {"json", make_json, true},
                                  {"jsonl", make_jsonl, true},       {"sarif", make_sarif, true},
                                  {"junit", make_junit, false},      {"github", make_github, false},
                                  {"gitlab", make_gitlab, false},    {"csv", make_csv, false},
                                  {"markdown", make_markdown, true}, {"html", make_html, true}};

}  // namespace

std::vector<std::string> formats() {
  std::vector<std::string> names;
  for (const Format& format : all_formats) names.emplace_back(format.name);
  return names;
}

bool shows_coverage(std::string_view format) {
  const auto* found = std::ranges::find(all_formats, format, &Format::name);
  return found != std::end(all_formats) && found->coverage;
}

std::unique_ptr<Report> make_report(std::string_view format, const Options& options, Write write) {
  const auto* found = std::ranges::find(all_formats, format, &Format::name);
  if (found != std::end(all_formats)) return found->make(options, std::move(write));
  std::string names;
  for (const Format& each : all_formats) names.append(names.empty() ? "" : ", ").append(each.name);
  throw Error(ErrorKind::usage, "report.format",
              {{"format", std::string(format)}, {"known", names}});
}

}  // namespace edca::report
