#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "edca/finding.hpp"
#include "edca/package_members.hpp"
#include "json/value.hpp"
#include "ocds/metadata.hpp"

namespace edca::process {

/// What the packages of the inputs say of themselves, and what a package made of them says.
class PackageFacts {
 public:
  void add_record_package(const json::Value& metadata);
  /// A release package whose members are not known yet, to be completed. Answers its number, from
  /// 1.
  std::uint64_t reserve();
  void complete(std::uint64_t number, const json::Value& metadata);

  /// The `uri` of a release package; empty when it has none or `number` is 0.
  const std::string& uri(std::uint64_t number) const;

  /// The members of a record package before its records, from `{` up to and with the bracket that
  /// opens them: what the options say, else the package file, else the inputs. What the inputs say
  /// differently, and what the standard asks for and nobody says, becomes a finding.
  /// Throws Error(input, "merge.package-file").
  std::string open_package(const PackageMembers& options, const std::string& version,
                           const std::vector<std::string>& more_extensions,
                           std::vector<Finding>& findings) const;

 private:
  std::vector<std::string> uris_;  ///< by number of the release package; the first one is empty
  std::vector<std::string> packages_;
  ocds::Metadata metadata_;
};

}  // namespace edca::process
