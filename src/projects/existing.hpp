#pragma once

#include <string>
#include <vector>

#include "io/grouper.hpp"
#include "items/item_reader.hpp"
#include "json/value.hpp"

namespace edca::projects {

constexpr std::string_view ocid_start = "ocds-";
constexpr std::size_t ocid_prefix = 11;  ///< length of "ocds-xxxxxx"

/// The OCIDs that a process of a project may mean, the surest first: its `summary.ocid`, its `id`,
/// an OCID inside of that ("Release-ocds-…"), these without white space around them and in small
/// letters, and the ids of its releases that begin as an OCID does. Each once, 16 at most.
std::vector<std::string> ocids_of(const json::Value& process);

/// Reads the projects that are to be brought up to date. Each goes to `projects` by its id; to
/// `processes` goes, by each OCID that a process of it may mean, the id of the project. Both are
/// marked as existing (items::Origin).
class ExistingReader final : public items::ItemReader {
 public:
  /// Everything handed in must outlive the reader. Reading throws Error(input, "convert.into") with
  /// argument path where there is anything but projects with an id.
  ExistingReader(Encoding encoding, const std::string& temporary_folder, io::Grouper& processes,
                 io::Grouper& projects, items::RunLog& log)
      : items::ItemReader(encoding, temporary_folder, log),
        processes_(processes),
        projects_(projects) {
    accept_any_value();
  }

 private:
  void take(Kind kind, const Item& item) override;
  bool takes(const json::Unit& unit) override;
  std::uint64_t begin_package(Kind, const json::Value&) override { return 0; }
  void end_package(Kind, const json::Value&, std::string_view, std::uint64_t) override {}
  [[noreturn]] void refuse() const;

  io::Grouper& processes_;
  io::Grouper& projects_;
  json::Tree tree_;
  std::string head_;
};

}  // namespace edca::projects
