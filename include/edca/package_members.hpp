#pragma once

#include <string>

namespace edca {

/// Members of a package as its maker gives them, over what the inputs say; empty: not given.
/// https://standard.open-contracting.org/1.1/en/schema/reference/#package-metadata
struct PackageMembers {
  std::string uri;
  std::string published_date;  ///< RFC 3339
  std::string publisher_name;
  std::string publisher_uri;
  std::string publisher_scheme;
  std::string publisher_uid;
  std::string license;
  std::string publication_policy;
  std::string file;  ///< JSON with members of the package; what the others say rules
};

}  // namespace edca
