#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "edca/read_options.hpp"
#include "edca/session.hpp"
#include "edca/sink.hpp"

namespace edca {

/// A step on the way from contracting processes to a project.
struct ProjectTransform {
  std::string_view name;  ///< "title_from_tender"
  bool usual = false;     ///< done unless others are asked for
  bool own = false;       ///< not one of the 31 of OC4IDS Kit
};

/// All of them, in the order in which they are done.
std::span<const ProjectTransform> project_transforms();

struct ProjectOptions {
  ReadOptions read;
  /// The one project that all processes belong to.
  std::string project_id;
  /// A CSV file with the columns `ocid` and `project`. Processes that it does not name belong to
  /// the project that they name themselves.
  std::string projects;
  /// Names of transforms, and "default" for the usual ones; empty: those.
  std::vector<std::string> transforms;
  bool all_transforms = false;
  /// As OC4IDS Kit 0.0.4 does it, mistakes included, for comparison.
  bool compatible = false;
  /// A file of projects (a package, JSON Lines, a folder …) that are brought up to date; they come
  /// out with all the others. Empty: all projects are made anew.
  std::string into;
  /// Where the files of the releases are published: links are this, the name of the file and "#id".
  /// Empty: the `uri` of their packages stands in its place.
  std::string base_url;
  /// A day, a date-time (RFC 3339) or "@" and seconds since 1970: for what is told by the day;
  /// empty: the clock of the session.
  std::string now;
};

/// The figures of a run.
struct ProjectSummary {
  Summary findings;             ///< and what was read
  std::uint64_t projects = 0;   ///< that were written
  std::uint64_t processes = 0;  ///< in them
  std::uint64_t refused = 0;    ///< processes that were left out
  bool cancelled = false;       ///< by the session, or because `write` answered false
};

/// Makes projects of the Open Contracting for Infrastructure Data Standard (OC4IDS 0.9.5,
/// https://standard.open-contracting.org/infrastructure/0.9/en/) from contracting data: releases,
/// records and packages of any number of processes, each of them merged first as Merger does it.
/// They are grouped by `planning.project.id` of the extension "project", or as the options say.
///
/// Projects are valid: what OC4IDS does not allow is left out and told (rule "convert.dropped").
/// What could not be decided is left out and told with the values that differ ("convert.clash").
/// Of the projects of ProjectOptions::into, what was written stays: of the project and its parties
/// only what is missing is filled in, lists are added to, never shortened; what the summaries of
/// processes say otherwise than the releases do becomes what these say, but for title and
/// description. Each change is told with what was there and what is ("convert.updated"); a second
/// run changes nothing. A process that is in several of these projects is brought up to date in
/// all.
///
/// Amounts are copied as they are written; sums are exact. The same input gives the same bytes
/// whatever the memory.
///
/// Immutable; run() may be called from several threads at once.
class ProjectMaker {
 public:
  /// Takes projects, a line each, in the order of the bytes of their ids; false ends the run.
  using Write = std::function<bool(std::string_view text)>;

  /// Throws Error(usage): "convert.transform" with argument name; of the mapping, each with
  /// argument path, "convert.projects-unread", "convert.projects-encoding" (not UTF-8),
  /// "convert.projects-columns", "convert.projects-row" with argument row (the OCID or the project
  /// is missing) and "convert.projects-twice" with arguments row and ocid (two projects of one
  /// process); a date that is none, an unknown profile or one of OC4IDS. Throws Error(schema):
  /// "csv.syntax" of the mapping, an unknown extension. Throws Error(usage, "arguments.together")
  /// for `compatible` with `into`.
  explicit ProjectMaker(ProjectOptions options);
  ~ProjectMaker();
  ProjectMaker(ProjectMaker&&) noexcept;
  ProjectMaker& operator=(ProjectMaker&&) noexcept;

  /// Reads inputs (files, folders, zips, "-"). What cannot be read or merged, and processes that
  /// belong to no project, become findings. Memory: Session::memory and a few times the largest
  /// project. One thread does the work. Throws Error(input) when a temporary file cannot be
  /// written; "convert.into" with argument path where `into` holds anything but projects with an
  /// id, "convert.into-twice" with arguments path and project where it has one twice; and what
  /// `write` throws.
  ProjectSummary run(const std::vector<std::string>& inputs, const Write& write, FindingSink& sink,
                     const Session& session = {}) const;

  /// Makes projects of texts in memory, each of any form that inputs may have; answers JSON Lines.
  std::string make(std::span<const std::string_view> texts, FindingSink& sink,
                   const Session& session = {}) const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace edca
