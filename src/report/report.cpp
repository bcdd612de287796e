#include "report/report.hpp"

#include "edca/error.hpp"
#include "report/fields.hpp"

#include <utility>

namespace edca::report {

std::unique_ptr<Report> make_report(std::string_view format, const Options& options, Write write) {
  if (format == "text") return make_text(options, std::move(write));
  if (format == "json") return make_json(options, std::move(write));
  if (format == "jsonl") return make_jsonl(options, std::move(write));
  throw Error(ErrorKind::usage, "report.format",
              {{"format", std::string(format)}, {"known", "text, json, jsonl"}});
}

}  // namespace edca::report
