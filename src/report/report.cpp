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
};

constexpr Format all_formats[] = {{"text", make_text},         {"json", make_json},
                                  {"jsonl", make_jsonl},       {"sarif", make_sarif},
                                  {"junit", make_junit},       {"github", make_github},
                                  {"gitlab", make_gitlab},     {"csv", make_csv},
                                  {"markdown", make_markdown}, {"html", make_html}};

}  // namespace

std::vector<std::string> formats() {
  std::vector<std::string> names;
  for (const Format& format : all_formats) names.emplace_back(format.name);
  return names;
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
