#include "schema/extension_url.hpp"

#include <algorithm>
#include <cstddef>

namespace edca::schema {
namespace {

char lower(char c) noexcept {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool is_white(char c) noexcept {
  return c == ' ' || (c >= '\t' && c <= '\r');
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
  std::transform(out.begin(), out.end(), out.begin(), lower);
  return out;
}

std::string_view trim(std::string_view text) noexcept {
  while (!text.empty() && is_white(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_white(text.back())) text.remove_suffix(1);
  return text;
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
               lower(segment[2]) == 'e') {
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

bool is_document(std::string_view segment) noexcept {
  return segment == "extension.json" || segment == "release-schema.json";
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

ExtensionUrl assemble(std::string_view owner, std::string_view repository, std::string reference) {
  if (!is_owner(owner) || !is_repository(repository)) return {};
  return {lowered(owner), lowered(repository), std::move(reference)};
}

/// OWNER/REPO/REF/…
ExtensionUrl parse_raw(std::string_view path) {
  const std::string_view owner = take_segment(path);
  const std::string_view repository = take_segment(path);
  std::string reference = take_reference(path);
  if (reference.empty()) return {};
  return assemble(owner, repository, std::move(reference));
}

/// OWNER/REPO, OWNER/REPO.git, OWNER/REPO/(raw|blob|tree)/REF/…
ExtensionUrl parse_github(std::string_view path) {
  const std::string_view owner = take_segment(path);
  std::string_view repository = take_segment(path);
  if (repository.ends_with(".git")) repository.remove_suffix(4);
  const std::string_view view = take_segment(path);
  if (view.empty() || (is_document(view) && path.empty())) {
    return path.empty() ? assemble(owner, repository, {}) : ExtensionUrl{};
  }
  if (view != "raw" && view != "blob" && view != "tree") return {};
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

}  // namespace

ExtensionUrl parse_extension_url(std::string_view url) {
  std::string_view rest = trim(url);
  if (!take_prefix(rest, "https://") && !take_prefix(rest, "http://")) return {};
  rest = rest.substr(0, rest.find_first_of("?#"));
  std::string_view path = rest;
  const std::string_view authority = take_segment(path);
  if (authority.size() > 32 || !is_safe(path)) return {};
  const std::string host = lowered(authority);
  if (host == "raw.githubusercontent.com" || host == "rawgit.com" || host == "cdn.rawgit.com") {
    return parse_raw(path);
  }
  if (host == "github.com") return parse_github(path);
  if (host == "cdn.jsdelivr.net") return parse_jsdelivr(path);
  return {};
}

std::string extension_files_url(std::string_view url) {
  const ExtensionUrl known = parse_extension_url(url);
  std::string base(url.substr(0, url.find_first_of("?#")));
  if (known.valid() && base.find("//github.com/") != std::string::npos) {
    const std::string branch = known.reference.empty() ? "master" : known.reference;
    return "https://raw.githubusercontent.com/" + known.owner + "/" + known.repository + "/" +
           branch + "/";
  }
  for (const std::string_view file : {"extension.json", "release-schema.json"}) {
    if (base.ends_with(file)) base.resize(base.size() - file.size());
  }
  if (!base.ends_with('/')) base += '/';
  return base;
}

}  // namespace edca::schema
