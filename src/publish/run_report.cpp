#include "publish/run_report.hpp"

#include <cstdio>

#include "json/value.hpp"

namespace edca::publish {
namespace {

json::Value integer(std::uint64_t number) {
  return json::Number{std::to_string(number)};
}

json::Value seconds(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.3f", value);
  return json::Number{text};
}

json::Value file_json(const Change& change) {
  json::Object file{{"path", change.file.path},
                    {"action", name(change.action)},
                    {"state", name(change.state)},
                    {"bytes", integer(change.file.bytes)},
                    {"sha256", change.file.sha256}};
  if (!change.previous_sha256.empty()) {
    file.emplace_back("previous_sha256", change.previous_sha256);
  }
  if (!change.url.empty()) file.emplace_back("url", change.url);
  return file;
}

}  // namespace

const char* name(Result result) {
  switch (result) {
    case Result::published:
      return "published";
    case Result::unchanged:
      return "unchanged";
    case Result::pending:
      return "pending";
    case Result::usage:
      return "usage";
    case Result::failed:
      return "failed";
    case Result::refused:
      return "refused";
    case Result::conflict:
      return "conflict";
    case Result::restored:
      return "restored";
    case Result::inconsistent:
      return "inconsistent";
  }
  return "";
}

const char* name(Action action) {
  switch (action) {
    case Action::keep:
      return "keep";
    case Action::create:
      return "create";
    case Action::replace:
      return "replace";
    case Action::remove:
      return "remove";
  }
  return "";
}

const char* name(Change::State state) {
  switch (state) {
    case Change::State::planned:
      return "planned";
    case Change::State::kept:
      return "kept";
    case Change::State::written:
      return "written";
    case Change::State::verified:
      return "verified";
    case Change::State::put_back:
      return "put-back";
    case Change::State::unknown:
      return "unknown";
  }
  return "";
}

ChangeCounts::ChangeCounts(const std::vector<Change>& changes) {
  for (const Change& change : changes) {
    ++files[change.action];
    ++all;
    if (change.action != Action::keep) bytes += change.file.bytes;
  }
}

std::string json_of(const RunReport& report, Language language) {
  ChangeCounts counts(report.changes);
  json::Array files;
  for (const Change& change : report.changes) files.push_back(file_json(change));
  json::Array problems;
  for (const Error& problem : report.problems) {
    problems.push_back(
        json::Object{{"key", problem.key()}, {"message", describe(problem, language)}});
  }
  const json::Object whole{
      {"publish", "edca/1"},
      {"tool", json::Object{{"name", "edca"}, {"version", EDCA_VERSION}}},
      {"target", report.target},
      {"dry_run", report.dry_run},
      {"result", report.data_refused ? "data" : name(report.result)},
      {"code", integer(static_cast<std::uint64_t>(report.code()))},
      {"summary", json::Object{{"files", integer(counts.all)},
                               {"create", integer(counts.files[Action::create])},
                               {"replace", integer(counts.files[Action::replace])},
                               {"keep", integer(counts.files[Action::keep])},
                               {"bytes", integer(counts.bytes)}}},
      {"seconds", json::Object{{"build", seconds(report.build_seconds)},
                               {"validate", seconds(report.validate_seconds)},
                               {"plan", seconds(report.plan_seconds)},
                               {"upload", seconds(report.upload_seconds)},
                               {"verify", seconds(report.verify_seconds)}}},
      {"files", std::move(files)},
      {"problems", std::move(problems)}};
  return json::write(whole, 2) + "\n";
}

}  // namespace edca::publish
