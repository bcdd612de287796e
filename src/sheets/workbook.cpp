#include "sheets/workbook.hpp"

#include <algorithm>
#include <filesystem>
#include <initializer_list>
#include <optional>
#include <utility>

#include "base/text.hpp"
#include "io/archive.hpp"
#include "io/file.hpp"
#include "io/names.hpp"
#include "io/recognize.hpp"
#include "io/spool.hpp"
#include "sheets/csv_workbook.hpp"
#include "sheets/ods.hpp"
#include "sheets/parts.hpp"
#include "sheets/xlsx.hpp"

namespace edca::sheets {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t head_bytes = 4096;
constexpr std::string_view ods_type = "application/vnd.oasis.opendocument.spreadsheet";

[[noreturn]] void refuse(const char* variant) {
  throw io::InputFault("input.unreadable", variant);
}

std::string read_head(io::Source& source) {
  std::string head(head_bytes, '\0');
  std::size_t filled = 0;
  while (filled < head.size()) {
    const std::size_t got = source.read(head.data() + filled, head.size() - filled);
    if (got == 0) break;
    filled += got;
  }
  head.resize(filled);
  return head;
}

/// Excel keeps a workbook with a password as a stream of that name (MS-OFFCRYPTO 2.3.4.4).
bool is_encrypted(io::Source& source) {
  constexpr std::string_view name = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"sv;
  constexpr std::uint64_t most = 64u << 20;
  std::string buffer(256u << 10, '\0');
  std::size_t kept = 0;
  for (std::uint64_t passed = 0; passed < most;) {
    const std::size_t got = source.read(buffer.data() + kept, buffer.size() - kept);
    if (got == 0) break;
    passed += got;
    const std::string_view text = std::string_view(buffer).substr(0, kept + got);
    if (text.find(name) != std::string_view::npos) return true;
    kept = std::min(text.size(), name.size() - 1);
    buffer.replace(0, kept, text.substr(text.size() - kept));
  }
  return false;
}

/// Throws io::InputFault for what is no text in CSV.
void check_text(const OpenText& open) {
  const std::string head = read_head(*open());
  if (io::magic_of(std::string_view(head).substr(0, io::magic_size)) == io::Magic::zip) {
    refuse("workbook-nested");
  }
  const std::string_view what = io::recognize(head, head.size() < head_bytes);
  if (what.empty() || what == "csv" || what == "text") return;
  if (what == "office") refuse(is_encrypted(*open()) ? "workbook-password" : "workbook-xls");
  if (what == "html" || what == "html-piece") refuse("workbook-html");
  if (what == "xml") refuse("workbook-xml");
  throw io::InputFault("input.unreadable", std::string(what));
}

std::string stem_of(const std::string& name) {
  const std::string file = name.substr(name.rfind('/') + 1);
  const std::size_t dot = file.find('.', 1);
  return file.substr(0, dot);
}

bool has_csv_name(std::string_view name, std::initializer_list<std::string_view> endings) {
  const std::string folded = base::fold(name);
  return std::ranges::any_of(endings,
                             [&](std::string_view ending) { return folded.ends_with(ending); });
}

CsvFile csv_file(const io::Input& input, const io::UnpackLimits& limits) {
  return {stem_of(input.name), input.name, [input, limits] { return io::open(input, limits); }};
}

std::unique_ptr<Workbook> open_files(std::vector<CsvFile> files, const WorkbookOptions& options) {
  if (files.empty()) refuse("workbook-none");
  std::ranges::sort(files, {}, &CsvFile::file);
  for (const CsvFile& file : files) check_text(file.open);
  return csv_workbook(std::move(files), options);
}

std::unique_ptr<Workbook> open_folder(const io::Input& input, const WorkbookOptions& options) {
  std::vector<CsvFile> files;
  std::error_code error;
  const std::filesystem::directory_iterator folder(input.path, error);
  if (error) throw io::unreadable(error);
  for (const auto& entry : folder) {
    const std::string name = entry.path().filename().generic_string();
    const auto endings = {".csv"sv, ".tsv"sv, ".csv.gz"sv, ".tsv.gz"sv, ".csv.zst"sv, ".tsv.zst"sv};
    if (name.starts_with('.') || !has_csv_name(name, endings)) continue;
    io::Input file;
    file.path = entry.path().generic_string();
    file.name = input.name + (input.name.ends_with('/') ? "" : "/") + io::displayed(name);
    files.push_back(csv_file(file, options.limits));
  }
  return open_files(std::move(files), options);
}

bool is_ods(const Parts& parts) {
  const auto source = parts.open("mimetype");
  return source && read_head(*source).starts_with(ods_type);
}

std::unique_ptr<Workbook> open_zip(const io::Input& input, const WorkbookOptions& options) {
  std::vector<io::Input> members = io::list_files(input.path, input.name);
  std::vector<CsvFile> files;
  for (const io::Input& member : members) {
    if (has_csv_name(member.member, {".csv", ".tsv"})) {
      files.push_back(csv_file(member, options.limits));
    }
  }
  std::unique_ptr<Parts> parts = zip_parts(options.limits, std::move(members));
  std::string main_part = xlsx_main_part(*parts);
  if (main_part.empty() && parts->open("xl/workbook.xml")) main_part = "xl/workbook.xml";
  if (!main_part.empty()) return open_xlsx(std::move(parts), main_part, input.name, options);
  if (is_ods(*parts)) return open_ods(std::move(parts), input.name, options);
  return open_files(std::move(files), options);
}

/// A pipe, which can be read only once, goes into a temporary file.
std::unique_ptr<Workbook> open_stream(const io::Input& input, const WorkbookOptions& options) {
  const auto source = io::open(input, options.limits);
  const auto spool = std::make_shared<const io::Spool>(options.temporary_folder, *source);
  CsvFile file = {stem_of(input.name), input.name, [spool] { return spool->reader({}); }};
  return open_files({std::move(file)}, options);
}

}  // namespace

std::unique_ptr<Workbook> open_workbook(const io::Input& input, const WorkbookOptions& options) {
  if (input.standard_input() || input.stream) return open_stream(input, options);
  const bool on_disk = !input.memory && input.packing != io::Packing::zip_member;
  std::error_code error;
  if (on_disk && std::filesystem::is_directory(input.path, error)) {
    return open_folder(input, options);
  }
  if (on_disk && io::magic_of(io::File(input.path).peek()) == io::Magic::zip) {
    return open_zip(input, options);
  }
  return open_files({csv_file(input, options.limits)}, options);
}

}  // namespace edca::sheets
