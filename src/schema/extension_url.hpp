#pragma once

#include <string>
#include <string_view>

namespace edca::schema {

/// What an extension's URL says about where it is published.
struct ExtensionUrl {
  std::string owner;       ///< lower case: "contratacionesabiertas"
  std::string repository;  ///< lower case: "ocds_taxes_extension"
  std::string
      reference;  ///< branch, tag or commit: "master", "v1.1.1", "refs/heads/main"; may be empty
  bool valid() const { return !owner.empty() && !repository.empty(); }
};

/// Takes apart the forms in which GitHub serves an extension, http or https, with or without
/// `extension.json` or `release-schema.json` at the end, with or without a trailing slash, query or
/// fragment: raw.githubusercontent.com/OWNER/REPO/REF/…,
/// raw.githubusercontent.com/OWNER/REPO/refs/heads/REF/…,
/// github.com/OWNER/REPO[/(raw|blob|tree)/REF/…], github.com/OWNER/REPO.git, rawgit.com,
/// cdn.rawgit.com, cdn.jsdelivr.net/gh/OWNER/REPO@REF/…. Surrounding spaces are ignored, host and
/// owner compare without case. Anything else, also hosts that only look alike
/// (raw.githubusercontent.com.evil.example, user@host tricks), gives an invalid result.
/// Any bytes are accepted; linear time.
ExtensionUrl parse_extension_url(std::string_view url);

/// The address of the folder with an extension's files, with a slash at the end: without the name
/// of a file, query and fragment; for the page of a repository on GitHub, where its files are
/// served.
std::string extension_files_url(std::string_view url);

}  // namespace edca::schema
