// What the page asks of the library, each a function of a Request: only public headers are used.

#include <emscripten/emscripten.h>

#include <array>
#include <exception>
#include <new>

#include "edca/error.hpp"
#include "edca/explain.hpp"
#include "edca/language.hpp"
#include "edca/link_checker.hpp"
#include "edca/merger.hpp"
#include "edca/packager.hpp"
#include "edca/reader.hpp"
#include "edca/report.hpp"
#include "edca/upgrader.hpp"
#include "edca/validator.hpp"
#include "findings.hpp"
#include "wire.hpp"

namespace edca::page {
namespace {

/// What items may take that have to be put in order; what does not fit lies in the memory of the
/// tab all the same.
constexpr std::uint64_t memory = std::uint64_t{192} << 20;

Session session() {
  Session session;
  session.jobs = 1;
  session.memory = memory;
  session.progress = tell_progress;
  return session;
}

Encoding encoding(const std::string& word) {
  for (const Encoding each : {Encoding::latin1, Encoding::windows1252}) {
    if (name(each) == word) return each;
  }
  return Encoding::utf8;
}

ReadOptions reading(const Request& request) {
  ReadOptions options;
  if (!request["profile"].empty()) options.profile = request["profile"];
  options.encoding = encoding(request["encoding"]);
  return options;
}

ValidateOptions validating(const Request& request) {
  ValidateOptions options;
  static_cast<ReadOptions&>(options) = reading(request);
  options.jobs = 1;
  options.now = request["now"];
  return options;
}

/// As `edca validate` does it: with what projects and contracts say of one another.
Summary validate(const ValidateOptions& options, const std::vector<std::string>& inputs,
                 const Validator& validator, FindingSink& sink) {
  const ReadOptions reading = options;
  return validator.run(inputs, sink, [&](const LinkChecker::Tell& tell) {
    LinkChecker(reading).run(inputs, tell, session());
  });
}

void tell_report(Findings& findings, const Summary& summary, bool made = true) {
  Json json;
  json.open('{').key("made").flag(made).key("report").raw(findings.json(summary));
  tell(Answer::json, json.close().str());
}

ReportDocument document(const Request& request) {
  ReportDocument document;
  document.format = report_format(request["format"]);
  document.write = [](std::string_view text) {
    tell(Answer::bytes, text);
    return true;
  };
  return document;
}

/// The report for the page.
void check(const Request& request) {
  ValidateOptions options = validating(request);
  options.items = true;
  Findings findings;
  const Validator validator(options);
  tell_report(findings, validate(options, request.all("input"), validator, findings));
}

/// A report in one of the formats of the program, as bytes.
void report(const Request& request) {
  ReportOptions options;
  options.language = request["language"] == "en" ? Language::english : Language::spanish;
  options.inputs = request.all("input");
  if (request["by"] == "buyer") options.group_by = Grouping::buyer;
  options.excel = request["excel"] == "yes";
  options.documents = {document(request)};
  Report report(std::move(options));
  ValidateOptions checks = validating(request);
  report.prepare(checks);
  const Validator validator(checks);
  report.begin(validator.rules());
  report.finish(validate(checks, request.all("input"), validator, report));
}

/// What is repaired or brought to today's edition goes to the page, or, with a folder, into files
/// there; the changes are the findings.
void repair(const Request& request) {
  UpgradeOptions options;
  options.read = reading(request);
  options.repair = true;
  bool whole = true;
  options.damaged = [&](const std::string&) { whole = false; };
  const Upgrader upgrader(std::move(options));
  Findings findings;
  const auto inputs = request.all("input");
  const std::string& folder = request["folder"];
  const auto write = [](std::string_view text) {
    tell(Answer::bytes, text);
    return true;
  };
  const UpgradeSummary summary =
      folder.empty() ? upgrader.run(inputs, write, findings, session())
                     : upgrader.run_to_folder(inputs, folder, true, findings, session());
  tell_report(findings, summary.findings, whole);
}

/// All changes that repair() makes, as a report in one of the formats of the program.
void changes(const Request& request) {
  ReportOptions options;
  options.language = request["language"] == "en" ? Language::english : Language::spanish;
  options.documents = {document(request)};
  Report report(std::move(options));
  std::vector<const Rule*> all;
  for (const Rule& rule : rules()) all.push_back(&rule);
  report.begin(std::move(all));
  UpgradeOptions upgrade;
  upgrade.read = reading(request);
  upgrade.repair = true;
  report.finish(
      Upgrader(std::move(upgrade)).run(request.all("input"), {}, report, session()).findings);
}

/// What could be made of releases, and what there is to say of it.
void merge(const Request& request) {
  MergeOptions options;
  options.read = reading(request);
  const std::string& product = request["product"];
  options.product = product == "records"          ? MergeProduct::records
                    : product == "record-package" ? MergeProduct::record_package
                                                  : MergeProduct::compiled_releases;
  options.upgrade = true;
  Findings findings;
  const MergeSummary summary = Merger(std::move(options))
                                   .run(
                                       request.all("input"),
                                       [](std::string_view text) {
                                         tell(Answer::bytes, text);
                                         return true;
                                       },
                                       findings, session());
  tell_report(findings, summary.findings, summary.processes + summary.projects > 0);
}

void package(const Request& request) {
  PackageOptions options;
  options.encoding = encoding(request["encoding"]);
  Findings findings;
  const PackageSummary summary = Packager(std::move(options))
                                     .run(
                                         request.all("input"),
                                         [](const MadePackage&, std::string_view text) {
                                           tell(Answer::bytes, text);
                                           return true;
                                         },
                                         findings, session());
  tell_report(findings, summary.findings, !summary.packages.empty());
}

/// The text around a byte of an input that is packed, out of the item that it stands in.
void piece(const Request& request) {
  constexpr std::size_t before = 4000;
  constexpr std::size_t behind = 8000;
  const std::uint64_t offset = std::stoull(request["offset"]);
  Findings unheard;
  Reader reader(request.all("input"), reading(request), unheard, session());
  Json json;
  json.open('{').key("piece").open('{');
  for (Item item; reader.next(item);) {
    const std::uint64_t start = item.at.offset;
    if (item.file != request["file"] || item.kind == ItemKind::package || offset < start ||
        offset >= start + item.text.size())
      continue;
    const auto at = static_cast<std::size_t>(offset - start);
    const std::size_t from = at > before ? at - before : 0;
    json.member("start", start + from).member("item", start);
    tell(Answer::bytes, item.text.substr(from, at - from + behind));
    break;
  }
  tell(Answer::json, json.close().close().str());
}

/// What rules mean, both languages, with their samples.
void explanation(const Request& request) {
  tell(Answer::bytes, explanations_json(rules_named(request["rule"])));
}

void tell_error(const Error& error) {
  Json json;
  json.open('{').key("error").open('{').member("key", error.key());
  json.member("es", describe(error, Language::spanish));
  json.member("en", describe(error, Language::english)).close().close();
  tell(Answer::json, json.str());
}

void tell_end(std::string_view why) {
  Json json;
  tell(Answer::json, json.open('{').member("end", why).close().str());
}

using Call = void (*)(const Request&);
constexpr std::array<std::pair<std::string_view, Call>, 8> calls = {{
    {"changes", changes},
    {"check", check},
    {"explain", explanation},
    {"merge", merge},
    {"package", package},
    {"piece", piece},
    {"repair", repair},
    {"report", report},
}};

}  // namespace
}  // namespace edca::page

/// The one way in. What comes of it is told before it returns; an error likewise.
extern "C" EMSCRIPTEN_KEEPALIVE void edca_call(const char* text, std::size_t size) {
  using namespace edca::page;
  try {
    const Request request({text, size});
    for (const auto& [name, call] : calls) {
      if (name == request["call"]) call(request);
    }
    tell_end("done");
  } catch (const edca::Error& error) {
    tell_error(error);
  } catch (const std::bad_alloc&) {
    tell_end("memory");
  } catch (const std::exception& error) {
    tell_end(error.what());
  }
}
