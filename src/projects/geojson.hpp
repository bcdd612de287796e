#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "edca/read_options.hpp"
#include "edca/session.hpp"
#include "edca/sink.hpp"
#include "io/grouper.hpp"
#include "io/inputs.hpp"
#include "items/origin.hpp"
#include "json/tree.hpp"
#include "json/value.hpp"
#include "process/processes.hpp"
#include "projects/geometry.hpp"
#include "projects/place_index.hpp"

namespace edca::projects {

/// The figures of a run.
struct MapSummary {
  Summary findings;            ///< and what was read
  std::uint64_t features = 0;  ///< that were written
  std::uint64_t left_out = 0;  ///< projects and processes without a place
  bool cancelled = false;      ///< by the session, or because `write` answered false
};

/// Projects and contracting processes with places as a FeatureCollection of GeoJSON
/// (https://www.rfc-editor.org/rfc/rfc7946): projects by the bytes of their ids, of several
/// versions of one the newest, then processes by the bytes of their OCIDs, each merged first. One
/// feature each, a line each; those without a place are left out.
///
///   projects → Grouper → newest ┐
///               (id)            ├→ features
///   releases → Grouper → merge  ┘
///               (OCID)
class MapRun {
 public:
  using Write = std::function<bool(std::string_view text)>;

  /// Everything handed in must outlive the run. `base_url`: where the inputs are published, or
  /// empty.
  MapRun(const ocds::ProfileChoice& choice, std::string base_url, const Session& session,
         FindingSink& sink);

  /// Throws Error(input) when a temporary file cannot be written, and what `write` throws.
  MapSummary run(const io::InputList& inputs, const Write& write);

 private:
  bool read(const io::InputList& inputs);
  void projects();
  void project(std::string_view id, std::span<const io::Entry> entries);
  void project(const json::Node& project, const io::Entry& entry);
  bool process(const io::Group& group, std::span<const io::Entry> entries);
  Geometry geometry(std::string_view id, const io::Entry& entry, bool placed);
  json::Value link(const io::Entry& entry, std::string_view id, std::string otherwise);
  void feature(std::string_view id, const Geometry& geometry, json::Object properties);
  void put(std::string_view text);

  const ocds::ProfileChoice& choice_;
  std::string base_url_;
  const Session& session_;
  process::Processes processes_;
  process::PackageFacts packages_;
  std::unique_ptr<process::ReleaseReader> reader_;
  io::Grouper projects_;
  std::string head_;
  json::Tree tree_;
  PlaceIndex places_;  ///< of the project at hand
  const Write* write_ = nullptr;
  MapSummary summary_;
};

}  // namespace edca::projects
