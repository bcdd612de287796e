#include "schema/extension_url.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "base/ascii.hpp"
#include "schema/extension_files.hpp"

namespace edca::schema {
namespace {

using base::trim;

constexpr std::string_view github = "github.com";
constexpr std::string_view gitlab = "gitlab.com";
constexpr std::string_view bitbucket = "bitbucket.org";
constexpr std::string_view registry = "extensions.open-contracting.org";

char lower_letter(char c) noexcept {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool is_name(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '_';
}

/// Printable ASCII that no client rewrites: a browser takes "\" for "/".
bool is_path(char c) noexcept {
  return c > ' ' && c < '\x7f' && c != '\\';
}

std::string lowered(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), lower_letter);
  return out;
}

bool take_prefix(std::string_view& text, std::string_view prefix) {
  if (text.size() < prefix.size() || lowered(text.substr(0, prefix.size())) != prefix) return false;
  text.remove_prefix(prefix.size());
  return true;
}

/// The next segment of a path; the rest loses it and the slash after it.
std::string_view take_segment(std::string_view& rest) noexcept {
  const std::size_t end = rest.find('/');
  const std::string_view segment = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  return segment;
}

/// "." and "..", spelled with or without %2e: a client takes them out of the path.
bool is_dots(std::string_view segment) noexcept {
  std::size_t dots = 0;
  while (!segment.empty()) {
    if (segment.front() == '.') {
      segment.remove_prefix(1);
    } else if (segment.size() >= 3 && segment[0] == '%' && segment[1] == '2' &&
               lower_letter(segment[2]) == 'e') {
      segment.remove_prefix(3);
    } else {
      return false;
    }
    if (++dots > 2) return false;
  }
  return dots != 0;
}

bool is_safe(std::string_view path) noexcept {
  if (!std::all_of(path.begin(), path.end(), is_path)) return false;
  while (!path.empty()) {
    if (is_dots(take_segment(path))) return false;
  }
  return true;
}

/// Whether this is the name of a file of an extension by which it may be declared.
bool is_document(std::string_view segment) noexcept {
  return segment == "extension.json" ||
         std::any_of(patch_files.begin(), patch_files.end(),
                     [&](const PatchFile& each) { return each.file == segment; });
}

bool is_owner(std::string_view text) noexcept {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_name);
}

bool is_repository(std::string_view text) noexcept {
  return !text.empty() && !is_document(lowered(text)) && !is_dots(text) &&
         std::all_of(text.begin(), text.end(), [](char c) { return is_name(c) || c == '.'; });
}

/// REF or refs/heads/REF or refs/tags/REF at the start of a path; empty when there is none.
std::string take_reference(std::string_view rest) {
  const std::string_view first = take_segment(rest);
  if (is_document(first)) return {};
  if (first != "refs") return std::string(first);
  std::string_view after = rest;
  const std::string_view kind = take_segment(after);
  if (kind != "heads" && kind != "tags") return std::string(first);
  const std::string_view name = take_segment(after);
  if (name.empty() || is_document(name)) return {};
  return std::string(first).append("/").append(kind).append("/").append(name);
}

ExtensionUrl assemble(std::string_view owner, std::string_view repository, std::string reference,
                      std::string_view host = github) {
  if (!is_owner(owner) || !is_repository(repository)) return {};
  return {lowered(owner), lowered(repository), std::move(reference), std::string(host)};
}

/// OWNER/REPO/REF/…
ExtensionUrl parse_raw(std::string_view path) {
  const std::string_view owner = take_segment(path);
  const std::string_view repository = take_segment(path);
  std::string reference = take_reference(path);
  if (reference.empty()) return {};
  return assemble(owner, repository, std::move(reference));
}

/// Takes the ending of an archive off.
bool strip_archive(std::string& name) {
  for (const std::string_view ending : {".zip", ".tar.gz"}) {
    if (name.size() <= ending.size() || !name.ends_with(ending)) continue;
    name.resize(name.size() - ending.size());
    return true;
  }
  return false;
}

/// What stands behind OWNER/REPO/: a view and REF/…, or archive/REF.zip
bool take_view(std::string_view path, std::string& reference) {
  static constexpr std::array<std::string_view, 5> views = {"raw", "blob", "tree", "zipball",
                                                            "tarball"};
  const std::string_view view = take_segment(path);
  const bool archive = view == "archive";
  if (!archive && std::find(views.begin(), views.end(), view) == views.end()) return false;
  reference = take_reference(path);
  return !reference.empty() && (!archive || strip_archive(reference));
}

/// OWNER/REPO, OWNER/REPO.git, OWNER/REPO/(raw|blob|tree|zipball|tarball)/REF/…,
/// OWNER/REPO/archive/REF.zip
ExtensionUrl parse_github(std::string_view path) {
  const std::string_view owner = take_segment(path);
  std::string_view repository = take_segment(path);
  if (repository.ends_with(".git")) repository.remove_suffix(4);
  std::string_view rest = path;
  const std::string_view first = take_segment(rest);
  if (first.empty() || (is_document(first) && rest.empty())) {
    return rest.empty() ? assemble(owner, repository, {}) : ExtensionUrl{};
  }
  std::string reference;
  if (!take_view(path, reference)) return {};
  return assemble(owner, repository, std::move(reference));
}

/// repos/OWNER/REPO/(zipball|tarball)/REF
ExtensionUrl parse_api(std::string_view path) {
  return take_segment(path) == "repos" ? parse_github(path) : ExtensionUrl{};
}

/// OWNER/REPO/(zip|tar.gz|legacy.zip|legacy.tar.gz)/REF
ExtensionUrl parse_codeload(std::string_view path) {
  const std::string_view owner = take_segment(path);
  const std::string_view repository = take_segment(path);
  const std::string_view kind = take_segment(path);
  if (!kind.ends_with("zip") && !kind.ends_with("tar.gz")) return {};
  std::string reference = take_reference(path);
  if (reference.empty()) return {};
  return assemble(owner, repository, std::move(reference));
}

/// gh/OWNER/REPO@REF/…, where jsDelivr lets @REF be absent
ExtensionUrl parse_jsdelivr(std::string_view path) {
  if (take_segment(path) != "gh") return {};
  const std::string_view owner = take_segment(path);
  std::string_view repository = take_segment(path);
  std::string reference;
  const std::size_t at = repository.find('@');
  if (at != std::string_view::npos) {
    reference = repository.substr(at + 1);
    if (reference.empty()) return {};
    repository = repository.substr(0, at);
  }
  return assemble(owner, repository, std::move(reference));
}

/// OWNER/REPO[/-]/(raw|blob|tree)/REF/…, OWNER/REPO/-/archive/REF/…
ExtensionUrl parse_gitlab(std::string_view path) {
  const std::string_view owner = take_segment(path);
  std::string_view repository = take_segment(path);
  if (repository.ends_with(".git")) repository.remove_suffix(4);
  if (path.starts_with("-/")) take_segment(path);
  if (path.empty()) return assemble(owner, repository, {}, gitlab);
  std::string reference;
  if (path.starts_with("archive/")) {
    take_segment(path);
    reference = take_reference(path);
  } else if (!take_view(path, reference)) {
    return {};
  }
  if (reference.empty()) return {};
  return assemble(owner, repository, std::move(reference), gitlab);
}

/// OWNER/REPO/(raw|src)/REF/…, OWNER/REPO/get/REF.zip
ExtensionUrl parse_bitbucket(std::string_view path) {
  const std::string_view owner = take_segment(path);
  std::string_view repository = take_segment(path);
  if (repository.ends_with(".git")) repository.remove_suffix(4);
  if (path.empty()) return assemble(owner, repository, {}, bitbucket);
  const std::string_view view = take_segment(path);
  std::string reference = take_reference(path);
  if (reference.empty() || (view != "raw" && view != "src" && view != "get")) return {};
  if (view == "get" && !strip_archive(reference)) return {};
  return assemble(owner, repository, std::move(reference), bitbucket);
}

/// LANGUAGE/extensions/NAME[/VERSION/…]; the pages of the standard and its profiles have more in
/// front, and no version behind.
ExtensionUrl parse_registry(std::string_view path, bool versions) {
  for (int before = 0; before < 5 && !path.empty(); ++before) {
    if (take_segment(path) != "extensions") continue;
    const std::string_view name = take_segment(path);
    if (!is_repository(name)) return {};
    const std::string_view version = versions ? take_segment(path) : std::string_view();
    return {"extensions", lowered(name), std::string(version), std::string(registry)};
  }
  return {};
}

struct Host {
  std::string_view name;
  ExtensionUrl (*parse)(std::string_view path);
  bool serves_files = false;  ///< each under an address of its own
};

constexpr std::array<Host, 15> hosts = {
    {{"raw.githubusercontent.com", parse_raw, true},
     {"github.com", parse_github},
     {"www.github.com", parse_github},
     {"raw.github.com", parse_raw},
     {"codeload.github.com", parse_codeload},
     {"api.github.com", parse_api},
     {"rawgit.com", parse_raw},
     {"cdn.rawgit.com", parse_raw},
     {"raw.githack.com", parse_raw, true},
     {"rawcdn.githack.com", parse_raw, true},
     {"cdn.jsdelivr.net", parse_jsdelivr, true},
     {"gitlab.com", parse_gitlab},
     {"bitbucket.org", parse_bitbucket},
     {"extensions.open-contracting.org",
      [](std::string_view path) { return parse_registry(path, true); }},
     {"standard.open-contracting.org",
      [](std::string_view path) { return parse_registry(path, false); }}}};

/// The host of an address of the web, and the path behind it without query and fragment. Nothing
/// where no client would go where this says.
const Host* find_host(std::string_view url, std::string_view& path) {
  path = trim(url);
  if (!take_prefix(path, "https://") && !take_prefix(path, "http://")) return nullptr;
  path = path.substr(0, path.find_first_of("?#"));
  const std::string_view authority = take_segment(path);
  if (authority.size() > 32 || !is_safe(path)) return nullptr;
  const std::string name = lowered(authority);
  for (const Host& host : hosts) {
    if (host.name == name) return &host;
  }
  return nullptr;
}

/// Where the files of a repository are served one by one.
std::string raw_folder(const ExtensionUrl& url) {
  const std::string reference = url.reference.empty() ? "HEAD" : url.reference;
  const std::string repository = url.owner + "/" + url.repository + "/";
  if (url.host == gitlab) return "https://gitlab.com/" + repository + "-/raw/" + reference + "/";
  if (url.host == bitbucket)
    return "https://bitbucket.org/" + repository + "raw/" + reference + "/";
  return "https://raw.githubusercontent.com/" + repository + reference + "/";
}

}  // namespace

bool ExtensionUrl::on_github() const {
  return host == github;
}

ExtensionUrl parse_extension_url(std::string_view url) {
  std::string_view path;
  const Host* host = find_host(url, path);
  return host == nullptr ? ExtensionUrl{} : host->parse(path);
}

std::string extension_files_url(std::string_view url) {
  std::string_view path;
  const Host* host = find_host(url, path);
  const ExtensionUrl known = parse_extension_url(url);
  if (known.valid() && known.host != registry && !host->serves_files) return raw_folder(known);
  std::string base(url.substr(0, url.find_first_of("?#")));
  const std::size_t last = base.rfind('/') + 1;
  if (is_document(std::string_view(base).substr(last))) base.resize(last);
  if (!base.ends_with('/')) base += '/';
  return base;
}

std::string place_of_extension(std::string_view url) {
  const ExtensionUrl known = parse_extension_url(url);
  if (known.valid()) return known.host + "/" + known.owner + "/" + known.repository;
  const std::string folder = extension_files_url(trim(url));
  std::string_view rest = folder;
  if (!take_prefix(rest, "https://") && !take_prefix(rest, "http://")) return folder;
  const std::string_view authority = take_segment(rest);
  return lowered(authority) + "/" + std::string(rest);
}

}  // namespace edca::schema
