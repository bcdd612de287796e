#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "edca/error.hpp"

namespace edca {

/// An extension that a file declares.
struct DeclaredExtension {
  std::string url;     ///< as written in the file
  std::string name;    ///< "taxes"; the repository's name, or empty, when unknown
  std::string status;  ///< "bundled", "added" or "unknown"
};

/// How often a field is filled.
struct FieldCoverage {
  std::string path;         ///< names from the release or project on: "/parties[]/name"
  std::uint64_t count = 0;  ///< objects in which it is filled
  std::uint64_t of = 0;     ///< objects that could have it
};

/// A share of things: "12 of 15".
struct Share {
  std::uint64_t count = 0;
  std::uint64_t of = 0;
};

/// What an item tells for the score of its body; see docs/score.md.
struct Quality {
  /// A bit for each question that it answers: who, what, how much, when, how, from whom. The next
  /// one where the last question was asked.
  std::uint8_t answers = 0;
  Share complete;    ///< of what the law wants published, or of a project the standard of CoST
  Share usable;      ///< of the fields that analyses need
  Share timely;      ///< releases dated 120 days at most after the last event in them
  Share references;  ///< that lead to what they name
};

/// The figures of a body that publishes; see docs/score.md.
struct BodySummary {
  std::string name;  ///< a folder, a publisher, a prefix of OCIDs or a buyer; may be empty
  std::uint64_t files = 0;
  std::uint64_t items = 0;
  std::uint64_t releases = 0;
  std::uint64_t errors = 0;
  std::uint64_t warnings = 0;
  std::uint64_t notes = 0;
  Share processes;   ///< without errors, of all: releases and records of one OCID, or a project
  Share obligatory;  ///< obligatory fields that are filled, of those that are asked for
  Share relevant;    ///< questions that processes answer, of those asked of each
  Share complete;    ///< as in Quality, summed up over items
  Share usable;
  Share timely;
  Share references;
};

/// What was found out about one input.
struct FileSummary {
  std::string file;
  std::uint64_t bytes = 0;  ///< on disk
  std::string profile;      ///< "edca-mx", "ocds-1.1", … or "mixed"; empty when nothing was read
  std::string version;      ///< of the standard: "1.1"
  std::string reason;       ///< message key: why this profile
  Arguments reason_arguments;
  std::string
      kind;  ///< as in the report's contract: "release-package", "array", "mixed", "other", …
  std::uint64_t items = 0;     ///< releases, records or projects at the top
  std::uint64_t releases = 0;  ///< all releases, embedded ones included
  std::string encoding = "utf-8";
  bool byte_order_mark = false;
  bool read = false;  ///< at least one JSON text or one item of a package was parsed
  std::vector<DeclaredExtension> extensions;
  std::vector<FieldCoverage> coverage;  ///< by path; only where asked for
  // Complete whatever was printed.
  std::uint64_t items_with_errors = 0;
  std::uint64_t errors = 0;
  std::uint64_t warnings = 0;
  std::uint64_t notes = 0;
  std::map<std::string, std::uint64_t> by_rule;
};

/// The figures of a run; complete whatever was printed.
struct Summary {
  std::uint64_t files = 0;
  std::uint64_t files_read = 0;
  std::uint64_t files_skipped = 0;  ///< of folders and zips, by their names; not among `files`
  std::uint64_t items = 0;
  std::uint64_t releases = 0;
  std::uint64_t items_with_errors = 0;
  std::uint64_t errors = 0;
  std::uint64_t warnings = 0;
  std::uint64_t notes = 0;
  std::map<std::string, std::uint64_t> by_rule;
  std::optional<std::uint64_t> known;   ///< findings hidden by the baseline, where there is one
  std::vector<FieldCoverage> coverage;  ///< of all files; only where asked for
  /// Of the fields that INAI's platform asks for, those with gaps.
  std::vector<FieldCoverage> obligatory_missing;
  std::string group_by;  ///< "folder", "publisher", "prefix" or "buyer"; empty: not asked for
  std::vector<BodySummary> bodies;  ///< the best score first
};

}  // namespace edca
