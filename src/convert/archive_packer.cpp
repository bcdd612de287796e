#include "convert/archive_packer.hpp"

#include <algorithm>

#include "advertising/csv_row.hpp"
#include "base/embedded.hpp"
#include "io/source.hpp"
#include "json/value.hpp"

namespace edca::convert {
namespace {

constexpr std::size_t piece_bytes = std::size_t{64} << 10;

std::size_t end_of_letter(std::string_view text, std::size_t at) {
  std::size_t end = at + 1;
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
  return end;
}

}  // namespace

Windows1252::Windows1252() {
  std::string bytes;
  for (int byte = 0x80; byte < 0x100; ++byte) bytes += static_cast<char>(byte);
  io::Input input;
  input.memory = bytes;
  const auto source = io::transcode(io::open(input, {}), io::Encoding::windows1252);
  std::string text(1024, '\0');
  std::size_t size = 0;
  while (const std::size_t read = source->read(text.data() + size, text.size() - size))
    size += read;
  text.resize(size);
  std::size_t at = 0;
  for (int byte = 0x80; byte < 0x100 && at < text.size(); ++byte) {
    const std::size_t end = end_of_letter(text, at);
    bytes_.emplace(text.substr(at, end - at), static_cast<char>(byte));
    at = end;
  }
}

bool Windows1252::append(std::string_view text, std::string& out) const {
  for (std::size_t at = 0; at < text.size();) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      out += text[at++];
      continue;
    }
    const std::size_t end = end_of_letter(text, at);
    const auto found = bytes_.find(text.substr(at, end - at));
    if (found == bytes_.end()) return false;
    out += found->second;
    at = end;
  }
  return true;
}

bool ArchivePacker::fits(const Cells& cells) {
  return std::ranges::all_of(cells, [&](std::string_view cell) {
    row_.clear();
    return letters_.append(cell, row_);
  });
}

void ArchivePacker::begin(const advertising::Table& table, const std::vector<std::string>& headings,
                          bool narrow) {
  table_ = &table;
  headings_ = headings;
  narrow_ = narrow;
  sum_ = {};
  text_.clear();
  const unsigned number = ++names_[table.name];
  name_ = table.name + (number == 1 ? "" : "_" + std::to_string(number)) + ".csv";
  zip_.begin("data/archivos/" + name_);
  put({headings_.begin(), headings_.end()});
}

void ArchivePacker::row(const Cells& cells) {
  put(cells);
  flush(piece_bytes);
}

/// "Archivo: contratos.csv  MD5=…: Contratos", then its columns.
void ArchivePacker::end() {
  flush(1);
  zip_.end();
  const std::string path = "schemas/publicidad-abierta/" + table_->name + ".json";
  const json::Value schema = json::parse(embedded_file(path), path);
  readme_ += "Archivo: " + name_ + "  MD5=" + sum_.finish() + ": " +
             std::string(schema.text("title")) + "\n";
  for (const std::string& heading : headings_) readme_ += "\n        " + heading + "\n";
  readme_ += "\n";
}

void ArchivePacker::finish() {
  zip_.begin("leeme.txt");
  zip_.write("Publicidad Abierta\n\n" + readme_);
  zip_.end();
  zip_.finish();
}

void ArchivePacker::put(const Cells& cells) {
  if (!narrow_) return advertising::append_row(cells, text_);
  row_.clear();
  advertising::append_row(cells, row_);
  static_cast<void>(letters_.append(row_, text_));
}

void ArchivePacker::flush(std::size_t least) {
  if (text_.size() < least) return;
  sum_.add(text_);
  zip_.write(text_);
  text_.clear();
}

}  // namespace edca::convert
