#include "cli/publish/outcome.hpp"

#include <cstdio>
#include <map>

#include "json/value.hpp"

namespace edca::cli {
namespace {

using publish::Action;
using publish::Change;
using publish::Result;

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

json::Value integer(std::uint64_t number) {
  return json::Number{std::to_string(number)};
}

json::Value seconds(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.3f", value);
  return json::Number{text};
}

struct Counts {
  std::map<Action, std::uint64_t> files;
  std::uint64_t bytes = 0;  ///< to be written
  std::uint64_t all = 0;
};

Counts count(const std::vector<Change>& changes) {
  Counts counts;
  for (const Change& change : changes) {
    ++counts.files[change.action];
    ++counts.all;
    if (change.action != Action::keep) counts.bytes += change.file.bytes;
  }
  return counts;
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

std::string megabytes(std::uint64_t bytes) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f", static_cast<double>(bytes) / 1e6);
  return text;
}

/// The files in a state, one a line.
void say_files(const PublishReport& report, Change::State state, const char* heading,
               Console& console) {
  bool any = false;
  for (const Change& change : report.changes) {
    if (change.state != state || change.action == Action::keep) continue;
    if (!any) console.say(console.text(heading));
    any = true;
    console.say("  " + messages::printable(change.file.path));
  }
}

void say_problems(const PublishReport& report, Console& console) {
  std::string last;
  for (const Error& problem : report.problems) {
    const std::string sentence = messages::describe(problem, console.language());
    if (sentence != last) console.say("edca: " + sentence);
    last = sentence;
  }
  if (report.data_refused) {
    console.say(
        console.text(report.problems.empty() ? "publish.result.invalid" : "publish.result.data"));
  } else if (report.code() >= 3 && report.code() <= 7) {
    console.say(console.text(std::string("publish.result.") + name(report.result)));
  }
  if (report.result != Result::inconsistent) return;
  say_files(report, Change::State::verified, "publish.list.done", console);
  say_files(report, Change::State::written, "publish.list.written", console);
  say_files(report, Change::State::put_back, "publish.list.put-back", console);
  say_files(report, Change::State::unknown, "publish.list.unknown", console);
  say_files(report, Change::State::planned, "publish.list.planned", console);
}

}  // namespace

std::string publish_json(const PublishReport& report, const Console& console) {
  Counts counts = count(report.changes);
  json::Array files;
  for (const Change& change : report.changes) files.push_back(file_json(change));
  json::Array problems;
  for (const Error& problem : report.problems) {
    problems.push_back(json::Object{{"key", problem.key()},
                                    {"message", messages::describe(problem, console.language())}});
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

void say_publish(const PublishReport& report, Console& console) {
  say_problems(report, console);
  if (report.code() != 0 && report.code() != 10) return;
  Counts counts = count(report.changes);
  const Arguments arguments = {{"target", report.target},
                               {"files", messages::count(counts.all)},
                               {"create", messages::count(counts.files[Action::create])},
                               {"replace", messages::count(counts.files[Action::replace])},
                               {"keep", messages::count(counts.files[Action::keep])},
                               {"megabytes", megabytes(counts.bytes)}};
  const bool pending = report.result == Result::pending;
  const bool nothing = report.result == Result::unchanged;
  io::Output& output = console.output();
  output.write(console.text(pending           ? "publish.pending"
                            : nothing         ? "publish.unchanged"
                            : report.verified ? "publish.done"
                                              : "publish.done-unverified",
                            arguments) +
               "\n");
  if (nothing) return;
  output.write("  " + console.text("publish.counts", arguments) + "\n");
  if (!pending && !console.settings().verbose) return;
  for (const Change& change : report.changes) {
    if (change.action == Action::keep) continue;
    output.write(
        "  " +
        console.text(std::string("publish.action.") + name(change.action),
                     {{"path", change.file.path}, {"bytes", messages::count(change.file.bytes)}}) +
        "\n");
  }
}

}  // namespace edca::cli
