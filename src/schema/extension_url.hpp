#pragma once

#include <string>
#include <string_view>

namespace edca::schema {

/// What an extension's URL says about where it is published.
struct ExtensionUrl {
  std::string owner;       ///< lower case: "contratacionesabiertas"
  std::string repository;  ///< lower case: "ocds_taxes_extension"
  std::string
      reference;     ///< branch, tag or commit: "master", "v1.1.1", "refs/heads/main"; may be empty
  std::string host;  ///< "github.com", "gitlab.com", "bitbucket.org", or that of OCP's registry
  bool valid() const { return !owner.empty() && !repository.empty(); }
  bool on_github() const;
};

/// Takes apart the forms in which an extension is published, http or https, with or without the
/// name of one of its files at the end, with or without a trailing slash, query or fragment:
///
/// - raw.githubusercontent.com/OWNER/REPO/[refs/heads/]REF/…, and so raw.github.com, rawgit.com,
///   cdn.rawgit.com and raw(cdn).githack.com; cdn.jsdelivr.net/gh/OWNER/REPO@REF/…;
/// - github.com/OWNER/REPO[/(raw|blob|tree)/REF/…], github.com/OWNER/REPO.git;
/// - archives: github.com/OWNER/REPO/archive/[refs/heads/]REF.zip, …/(zipball|tarball)/REF, also on
///   api.github.com/repos; codeload.github.com/OWNER/REPO/zip/REF;
/// - gitlab.com/OWNER/REPO[/-]/(raw|blob|tree|archive)/REF/…,
/// bitbucket.org/OWNER/REPO/(raw|src)/REF/…
///   and …/get/REF.zip;
/// - pages of OCP's registry and of the standard and its profiles:
///   extensions.open-contracting.org/LANGUAGE/extensions/NAME[/VERSION/…],
///   standard.open-contracting.org/…/LANGUAGE/extensions/NAME/. The owner is "extensions" then and
///   the repository the name in the registry.
///
/// Surrounding spaces are ignored, host and owner compare without case. Anything else, also hosts
/// that only look alike (raw.githubusercontent.com.evil.example, user@host tricks), gives an
/// invalid result. Any bytes are accepted; linear time.
ExtensionUrl parse_extension_url(std::string_view url);

/// The address of the folder with an extension's files, with a slash at the end: without the name
/// of a file, query and fragment; for the page or archive of a repository, where its files are
/// served one by one.
std::string extension_files_url(std::string_view url);

/// One text for all addresses of one place: host, owner and repository in lower case where they are
/// known, else host and path without the scheme, the name of a file, query and fragment.
std::string place_of_extension(std::string_view url);

}  // namespace edca::schema
