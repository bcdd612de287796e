#include "report/place.hpp"

#include <filesystem>

#include "base/hash.hpp"
#include "check/fingerprint.hpp"
#include "io/cells.hpp"
#include "messages/messages.hpp"

namespace edca::report {

namespace {

bool is_unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("-._~/").find(c) != std::string_view::npos;
}

/// Whether a path begins at a drive of Windows, and so is a whole one.
bool has_drive(std::string_view file) {
  return file.size() > 2 && file.substr(1, 2) == ":/" && std::filesystem::path(file).is_absolute();
}

}  // namespace

bool is_whole(std::string_view file) {
  return file.starts_with('/') || has_drive(file);
}

std::string_view plain_path(std::string_view file) {
  while (file.starts_with("./") && file.size() > 2) file.remove_prefix(2);
  return file;
}

std::string uri(std::string_view file) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out = file.starts_with('/') ? "file://" : "";
  file = plain_path(file);
  if (has_drive(file)) {
    out.append("file:///").append(file.substr(0, 2));
    file.remove_prefix(2);
  }
  for (const char c : file) {
    if (is_unreserved(c)) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out.append(1, '%').append(1, digits[byte >> 4]).append(1, digits[byte & 0xF]);
  }
  return out;
}

std::string cell_of(const Finding& finding, Language language) {
  if (finding.cell.row == 0) return {};
  const bool alone = io::is_only_sheet(finding.file, finding.cell.sheet);
  return messages::text(alone ? "place.cell" : "place.sheet", language,
                        {{"sheet", finding.cell.sheet}, {"cell", finding.cell.name}});
}

std::string place_of(const Finding& finding, Language language) {
  std::string name = messages::printable(finding.file);
  if (finding.cell.row != 0) return name.append(", ").append(cell_of(finding, language));
  if (!finding.has_position) return name;
  name.append(":").append(std::to_string(finding.at.line));
  return name.append(":").append(std::to_string(finding.at.column));
}

std::string hexadecimal(std::uint64_t number) {
  std::string out;
  for (int shift = 60; shift >= 0; shift -= 4) out += "0123456789abcdef"[number >> shift & 0xF];
  return out;
}

std::string Fingerprints::of(const Finding& finding) {
  // Of a file that is beyond repair, equal findings behind these are no longer told apart.
  constexpr std::size_t most = 1'000'000;
  const base::KeyedHash hash(0x6564636120726573, 0x756c742020202020);
  base::KeyedHash::Mixer mixer(hash, 0);
  mixer.add(plain_path(finding.file));
  mixer.add(finding.fingerprint != 0 ? finding.fingerprint : check::plain_fingerprint(finding));
  const std::uint64_t key = mixer.finish().low;
  std::uint64_t ordinal = 0;
  if (const auto found = seen_.find(key); found != seen_.end()) {
    ordinal = ++found->second;
  } else if (seen_.size() < most) {
    seen_.emplace(key, 0);
  }
  const base::Hash128 whole = mixer.add(ordinal).finish();
  return hexadecimal(whole.high) + hexadecimal(whole.low);
}

}  // namespace edca::report
