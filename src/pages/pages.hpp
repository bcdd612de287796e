#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "edca/finding.hpp"
#include "edca/portal_file.hpp"
#include "edca/read_options.hpp"
#include "edca/session.hpp"
#include "pages/notes.hpp"
#include "pages/overview.hpp"
#include "pages/shards.hpp"

namespace edca::pages {

struct Settings {
  ReadOptions reading;     ///< of the packages
  bool search = true;      ///< whether words can be searched for
  bool indicators = true;  ///< whether red flags are looked for
  std::string title_es;    ///< of the dataset
  std::string title_en;
};

/// Makes the data of the pages that people read of the packages of a portal: site/**.js, as
/// docs/portal.md has them. For one portal, from one thread. Memory: Session::memory, the largest
/// item, and about 20 bytes a process and 50 a buyer or supplier.
class Pages {
 public:
  /// The session must outlive it.
  Pages(Settings settings, const Session& session);
  ~Pages();

  /// What was found in a process or project; before make().
  void add(const Finding& finding);

  /// `data`: all data files of the portal, which are in `folder`. Throws as Indicators::flags() and
  /// io::Grouper. When the session ends it, what it answers is worth nothing.
  Overview make(const std::vector<PortalFile>& data, const std::string& folder,
                const TakeShard& take);

 private:
  void note_flags(const std::vector<const PortalFile*>& packages, const std::string& folder);
  std::string years_json() const;

  Settings settings_;
  const Session& session_;
  Notes notes_;
  Overview overview_;
  std::vector<std::uint16_t> flagged_;  ///< indicators that found something, in their order
};

/// The sections of a portal, in the order of its menu: "processes", "buyers", "suppliers",
/// "contracts", "projects", "flags", "validation".
std::vector<std::string_view> sections(const Overview& overview);

}  // namespace edca::pages
