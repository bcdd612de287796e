#include "edca/differ.hpp"

#include <optional>
#include <utility>

#include "diff/diff_run.hpp"
#include "diff/export_diff.hpp"
#include "diff/format.hpp"
#include "edca/error.hpp"
#include "io/inputs.hpp"
#include "items/exports.hpp"
#include "rows/inputs.hpp"

namespace edca {
namespace {

/// The inputs of a snapshot.
struct Snapshots {
  io::InputList older;
  io::InputList newer;
};

Snapshots snapshots(const DiffOptions& options, const std::string& older, const std::string& newer,
                    const Session& session) {
  if (older == "-" && newer == "-") throw Error(ErrorKind::usage, "diff.standard-input");
  ReadOptions reading;
  reading.encoding = options.encoding;
  reading.tables = options.tables;
  const auto expand = [&](const std::string& argument) {
    return rows::expand({argument}, reading, session.temporary_folder);
  };
  return {expand(older), expand(newer)};
}

/// Two exports of Publicidad Abierta; nothing where neither is one.
std::optional<Snapshots> exports(const DiffOptions& options, const std::string& older,
                                 const std::string& newer) {
  ReadOptions reading;
  reading.encoding = options.encoding;
  Snapshots found;
  if (older == "-" || newer == "-") return std::nullopt;
  found.older = io::expand({older});
  found.newer = io::expand({newer});
  const bool first = items::exports_in(found.older, reading) != items::Exports::none;
  const bool second = items::exports_in(found.newer, reading) != items::Exports::none;
  if (!first && !second) return std::nullopt;
  if (first && second) return found;
  const io::InputList& other = first ? found.newer : found.older;
  // What cannot be read at all is told of, and not of the export beside it.
  if (other.inputs.empty()) return found;
  throw Error(ErrorKind::usage, "diff.other-kind", {{"path", first ? newer : older}});
}

DiffSummary write_all(const DiffOptions& options, const Snapshots& inputs,
                      const Differ::Write& write, FindingSink& sink, const Session& session) {
  diff::DiffRun run(options.encoding, inputs.older, inputs.newer, session, sink);
  if (!run.read()) return run.end();
  const auto format = diff::make_format(options.format, options.language);
  if (write(format->begin())) {
    run.compare([&](const ProcessChange& change) { return write(format->entry(change)); });
  } else {
    run.cancel();
  }
  if (!run.summary().cancelled && !write(format->end(run.summary()))) run.cancel();
  return run.end();
}

}  // namespace

std::string_view name(Change change) noexcept {
  switch (change) {
    case Change::unchanged:
      return "unchanged";
    case Change::added:
      return "added";
    case Change::removed:
      return "removed";
    case Change::changed:
      break;
  }
  return "changed";
}

std::string_view name(DiffFormat format) noexcept {
  return format == DiffFormat::json ? "json" : "text";
}

std::uint64_t& ChangeCounts::operator[](Change change) noexcept {
  switch (change) {
    case Change::unchanged:
      return unchanged;
    case Change::added:
      return added;
    case Change::removed:
      return removed;
    case Change::changed:
      break;
  }
  return changed;
}

struct Differ::Parts {
  DiffOptions options;
};

Differ::Differ(DiffOptions options) : parts_(new Parts{options}) {}
Differ::~Differ() = default;
Differ::Differ(Differ&&) noexcept = default;
Differ& Differ::operator=(Differ&&) noexcept = default;

DiffSummary Differ::run(const std::string& older, const std::string& newer, const Write& write,
                        FindingSink& sink, const Session& session) const {
  if (auto found = exports(parts_->options, older, newer))
    return diff::ExportDiff(parts_->options, session, sink)
        .run(std::move(found->older), std::move(found->newer), write);
  return write_all(parts_->options, snapshots(parts_->options, older, newer, session), write, sink,
                   session);
}

DiffSummary Differ::compare(const std::string& older, const std::string& newer, const Tell& tell,
                            FindingSink& sink, const Session& session) const {
  const Snapshots inputs = snapshots(parts_->options, older, newer, session);
  diff::DiffRun run(parts_->options.encoding, inputs.older, inputs.newer, session, sink);
  if (run.read()) run.compare(tell);
  return run.end();
}

std::string Differ::diff(std::string_view older, std::string_view newer, FindingSink& sink) const {
  const std::string_view texts[] = {older, newer};
  Snapshots inputs{io::in_memory(texts), {}};
  inputs.newer.inputs.push_back(std::move(inputs.older.inputs.back()));
  inputs.older.inputs.pop_back();
  std::string result;
  const auto write = [&](std::string_view text) {
    result += text;
    return true;
  };
  write_all(parts_->options, inputs, write, sink, {});
  return result;
}

}  // namespace edca
