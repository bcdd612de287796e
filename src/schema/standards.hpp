#pragma once

#include <span>
#include <string>
#include <string_view>

namespace edca::schema {

/// A version of a standard. Which there are is told by the folders of schemas/: a new version is a
/// new folder there.
struct Standard {
  std::string profile;  ///< "ocds-1.1", "oc4ids-0.9.5"
  std::string folder;   ///< below schemas/: "ocds/1.1"
  std::string version;  ///< "1.1"
};

/// The versions of "ocds" or "oc4ids", oldest first.
std::span<const Standard> versions_of(std::string_view family);

/// The newest of them.
const Standard& newest_of(std::string_view family);

/// The version with this profile name or folder; nullptr when there is none.
const Standard* standard_named(std::string_view profile_or_folder);

/// What packages of a standard give as its `version`: "1.1" of "1.1", "0.9" of "0.9.5".
/// https://standard.open-contracting.org/1.1/en/schema/release_package/
std::string_view package_version(const Standard& standard);

}  // namespace edca::schema
