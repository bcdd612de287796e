#include <map>

#include "advertising/csv_row.hpp"
#include "base/embedded.hpp"
#include "base/md5.hpp"
#include "base/session.hpp"
#include "convert/advertising.hpp"
#include "convert/advertising_inputs.hpp"
#include "edca/error.hpp"
#include "io/output.hpp"
#include "io/zip_writer.hpp"
#include "items/table_log.hpp"
#include "json/value.hpp"

namespace edca::convert {
namespace {

constexpr std::size_t piece_bytes = std::size_t{64} << 10;

/// Texts in Windows-1252, as the tool writes its files.
class Windows1252 {
 public:
  Windows1252() {
    std::string bytes;
    for (int byte = 0x80; byte < 0x100; ++byte) bytes += static_cast<char>(byte);
    io::Input input;
    input.memory = bytes;
    const auto source = io::transcode(io::open(input, {}), io::Encoding::windows1252);
    std::string text(1024, '\0');
    text.resize(source->read(text.data(), text.size()));
    std::size_t at = 0;
    for (int byte = 0x80; byte < 0x100 && at < text.size(); ++byte) {
      std::size_t end = at + 1;
      while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
      bytes_.emplace(text.substr(at, end - at), static_cast<char>(byte));
      at = end;
    }
  }

  /// False where a letter of the text is not among its 256; then `out` is of no use.
  bool append(std::string_view text, std::string& out) const {
    for (std::size_t at = 0; at < text.size();) {
      if (static_cast<unsigned char>(text[at]) < 0x80) {
        out += text[at++];
        continue;
      }
      std::size_t end = at + 1;
      while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
      const auto found = bytes_.find(text.substr(at, end - at));
      if (found == bytes_.end()) return false;
      out += found->second;
      at = end;
    }
    return true;
  }

 private:
  std::map<std::string, char, std::less<>> bytes_;
};

/// One run.
class Packing {
 public:
  Packing(io::Output& output, items::RunLog& log, const Session& session)
      : zip_(output), log_(log), session_(session) {}

  void file(const advertising::TableFile& file) {
    const unsigned number = ++names_[file.table->name];
    const std::string name =
        file.table->name + (number == 1 ? "" : "_" + std::to_string(number)) + ".csv";
    const bool narrow = fits(file);
    base::Md5 sum;
    std::string text;
    const auto flush = [&](std::size_t least) {
      if (text.size() < least) return;
      sum.add(text);
      zip_.write(text);
      text.clear();
    };
    zip_.begin("data/archivos/" + name);
    put(headings_of(file), narrow, text);
    const FileRun done = read_file(
        file, log_, [this] { return cancelled(); },
        [&](const advertising::TableRows& rows) {
          put(rows.cells(), narrow, text);
          flush(piece_bytes);
          return true;
        });
    flush(1);
    zip_.end();
    figures_.rows += done.rows;
    figures_.refused += done.refused;
    list(file, name, sum.finish());
  }

  void finish() {
    zip_.begin("leeme.txt");
    zip_.write("Publicidad Abierta\n\n" + readme_);
    zip_.end();
    zip_.finish();
  }

  bool cancelled() {
    cancelled_ = cancelled_ || base::cancelled(session_);
    return cancelled_;
  }
  const FileRun& figures() const { return figures_; }

 private:
  static std::vector<std::string_view> headings_of(const advertising::TableFile& file) {
    return {file.headings.begin(), file.headings.end()};
  }

  /// Whether all letters of a file are of Windows-1252. If not, it stays UTF-8, and that is told.
  bool fits(const advertising::TableFile& file) {
    std::string text;
    const auto all_fit = [&](const std::vector<std::string_view>& cells) {
      for (const std::string_view cell : cells) {
        text.clear();
        if (!letters_.append(cell, text)) return false;
      }
      return true;
    };
    bool fitting = all_fit(headings_of(file));
    try {
      advertising::TableRows rows(file);
      while (fitting && rows.next() && !rows.unclosed() && !cancelled())
        fitting = all_fit(rows.cells());
    } catch (const io::InputFault&) {
      // The second reading tells.
    }
    if (!fitting) {
      Finding finding = items::RunLog::make_general("advertising.encoding-mixed");
      finding.file = file.input.name;
      log_.add(finding);
    }
    return fitting;
  }

  void put(const std::vector<std::string_view>& cells, bool narrow, std::string& out) {
    if (!narrow) return advertising::append_row(cells, out);
    row_.clear();
    advertising::append_row(cells, row_);
    static_cast<void>(letters_.append(row_, out));
  }

  /// "Archivo: contratos.csv  MD5=…: Contratos", then its columns.
  void list(const advertising::TableFile& file, const std::string& name, const std::string& sum) {
    const std::string path = "schemas/publicidad-abierta/" + file.table->name + ".json";
    const json::Value schema = json::parse(embedded_file(path), path);
    readme_ +=
        "Archivo: " + name + "  MD5=" + sum + ": " + std::string(schema.text("title")) + "\n";
    for (const std::string& heading : file.headings) readme_ += "\n        " + heading + "\n";
    readme_ += "\n";
  }

  io::ZipWriter zip_;
  items::RunLog& log_;
  const Session& session_;
  Windows1252 letters_;
  std::map<std::string, unsigned> names_;
  std::string readme_;
  std::string row_;
  FileRun figures_;
  bool cancelled_ = false;
};

}  // namespace

ConvertSummary AdvertisingToArchive::run(const std::vector<std::string>& inputs,
                                         const ConversionOutput& output, FindingSink& sink,
                                         const Session& session) const {
  if (!output.target.ends_with(".zip"))
    throw Error(ErrorKind::usage, "convert.archive-target", {{"path", output.target}});
  items::RunLog log(sink);
  io::Output file(output.target, output.overwrite);
  const auto archives = archives_of(inputs, read_, output.target, log);
  Packing packing(file, log, session);
  for (const advertising::Archive& archive : archives) {
    for (const advertising::TableFile& each : archive.files)
      if (each.table != nullptr && !packing.cancelled()) packing.file(each);
  }
  if (!packing.cancelled() && !archives.empty()) {
    packing.finish();
    file.commit();
  }
  return summary_of(log, packing.figures(), packing.cancelled());
}

}  // namespace edca::convert
