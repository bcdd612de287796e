#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>

#include "edca/packager.hpp"
#include "io/grouper.hpp"
#include "items/item_reader.hpp"
#include "package/parts.hpp"

namespace edca::package {

/// Puts the items of inputs into a Grouper, as they are written; they come out of it part by part
/// in the order of Parts, and in a part in the order of the input. An item of another kind than the
/// packages that are made, and what is no JSON, becomes a finding.
class PartReader final : public items::ItemReader {
 public:
  /// Everything handed in must outlive the reader.
  PartReader(const PackageOptions& options, const std::string& temporary_folder,
             io::Grouper& grouper, Parts& parts, items::RunLog& log);

  /// What packages are made: of releases, records or projects.
  Kind made() const { return made_.value_or(Kind::release_package); }
  /// The key of the list of items in them.
  std::string_view list() const;

 private:
  /// A package that is being read.
  struct Open {
    std::string publisher;
    base::Place first;            ///< of its items
    std::set<std::string> parts;  ///< to which its items belong
  };

  void take(Kind kind, const Item& item) override;
  std::uint64_t begin_package(Kind kind, const json::Value& metadata) override;
  void end_package(Kind kind, const json::Value& metadata, std::string_view first,
                   std::uint64_t number) override;

  bool usable(Kind kind, const Item& item);
  std::string part_key(const Item& item);
  std::string date_of(std::string_view item) const;
  void note_bare(Part& part, const Item& item);
  ocds::Source source(const base::Place& place) const;
  void put(std::string_view part, std::string_view text);

  const PackageOptions& options_;
  io::Grouper& grouper_;
  Parts& parts_;
  std::optional<Kind> made_;
  std::unordered_map<std::uint64_t, Open> open_;
  std::uint64_t packages_ = 0;
  std::string key_;
};

}  // namespace edca::package
