#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "edca/read_options.hpp"
#include "edca/session.hpp"
#include "edca/sink.hpp"
#include "io/inputs.hpp"
#include "items/item_reader.hpp"
#include "projects/to_ocds.hpp"
#include "projects/values.hpp"

namespace edca::projects {

/// The figures of a run.
struct OcdsSummary {
  Summary findings;            ///< and what was read
  std::uint64_t releases = 0;  ///< that were written
  std::uint64_t refused = 0;   ///< items that are no projects, and processes without an OCID
  bool cancelled = false;      ///< by the session, or because `write` answered false
};

/// Releases of the contracting processes of projects, a line each, project by project in the order
/// of the inputs. What releases have no place for, and what they lack, is told for each process.
class OcdsRun final : public items::ItemReader {
 public:
  using Write = std::function<bool(std::string_view text)>;

  /// Everything handed in must outlive the run.
  OcdsRun(Encoding encoding, const Session& session, items::RunLog& log)
      : items::ItemReader(encoding, session.temporary_folder, log), session_(session) {
    accept_any_value();
  }

  /// Throws what `write` throws. Memory: a few times the largest project.
  OcdsSummary run(const io::InputList& inputs, const Write& write);

 private:
  void take(Kind kind, const Item& item) override;
  std::uint64_t begin_package(Kind, const json::Value&) override { return 0; }
  void end_package(Kind, const json::Value&, std::string_view, std::uint64_t) override {}
  void process(const ProjectIndex& index, std::size_t n, const Item& item);
  void tell_missing(const MadeReleases& made, const std::string& project, const Item& item);

  const Session& session_;
  const Write* write_ = nullptr;
  json::Tree tree_;
  Once ocids_;  ///< of the processes that were taken
  OcdsSummary summary_;
};

}  // namespace edca::projects
