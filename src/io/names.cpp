#include "io/names.hpp"

#include "base/text.hpp"

namespace edca::io {
namespace {

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Whether the name ends so, with something before it; takes the ending away then.
bool strip(std::string_view& name, std::string_view ending) {
  if (name.size() <= ending.size()) return false;
  const std::size_t start = name.size() - ending.size();
  for (std::size_t i = 0; i < ending.size(); ++i) {
    if (lower(name[start + i]) != ending[i]) return false;
  }
  name.remove_suffix(ending.size());
  return true;
}

}  // namespace

std::optional<Packing> packing_by_name(std::string_view name) {
  if (strip(name, ".zip")) return Packing::zip_member;
  Packing packing = Packing::plain;
  if (strip(name, ".gz")) {
    packing = Packing::gzip;
  } else if (strip(name, ".zst")) {
    packing = Packing::zstd;
  }
  if (strip(name, ".json") || strip(name, ".jsonl") || strip(name, ".ndjson")) return packing;
  return std::nullopt;
}

Tabular tabular_by_name(std::string_view name) {
  if (strip(name, ".xlsx") || strip(name, ".xlsm") || strip(name, ".ods")) return Tabular::workbook;
  if (!strip(name, ".gz")) strip(name, ".zst");
  return strip(name, ".csv") || strip(name, ".tsv") ? Tabular::csv : Tabular::none;
}

std::string displayed(std::string_view name) {
  std::string text;
  for (;;) {
    const std::size_t valid = base::invalid_utf8(name);
    text.append(name.substr(0, valid));
    if (valid == name.size()) return text;
    append_utf8(text, u'\uFFFD');
    name.remove_prefix(valid + 1);
  }
}

void append_utf8(std::string& text, char16_t code_point) {
  const unsigned value = code_point;
  if (value < 0x80) {
    text.push_back(static_cast<char>(value));
    return;
  }
  if (value < 0x800) {
    text.push_back(static_cast<char>(0xC0 | value >> 6));
  } else {
    text.push_back(static_cast<char>(0xE0 | value >> 12));
    text.push_back(static_cast<char>(0x80 | (value >> 6 & 0x3F)));
  }
  text.push_back(static_cast<char>(0x80 | (value & 0x3F)));
}

}  // namespace edca::io
