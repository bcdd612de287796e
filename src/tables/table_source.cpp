#include "tables/table_source.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <utility>

#include "edca/error.hpp"
#include "io/file.hpp"
#include "io/source.hpp"
#include "rows/table_reader.hpp"
#include "sheets/csv_reader.hpp"
#include "sheets/csv_text.hpp"
#include "sheets/workbook.hpp"

namespace edca::tables {
namespace {

constexpr std::size_t most_description = std::size_t{64} << 20;
constexpr std::string_view database_mark = "SQLite format 3";

[[noreturn]] void refuse(const std::string& path) {
  throw Error(ErrorKind::input, "tables.description", {{"path", path}});
}

class CsvRecords final : public Records {
 public:
  CsvRecords(std::unique_ptr<io::Source> source, char delimiter, const sheets::CsvFacts& facts)
      : reader_(std::move(source), {.delimiter = delimiter}), not_utf8_(facts.not_utf8) {
    std::vector<std::string_view> line;
    if (facts.says_delimiter) static_cast<void>(reader_.next(line));
  }
  bool next(std::vector<std::string_view>& fields) override { return reader_.next(fields); }
  std::uint64_t line() const override { return reader_.line(); }
  std::uint64_t number() const override { return reader_.number(); }
  bool unclosed() const override { return reader_.unclosed(); }
  std::optional<std::uint64_t> not_utf8() const override { return not_utf8_; }

 private:
  sheets::CsvReader reader_;
  std::optional<std::uint64_t> not_utf8_;
};

/// CSV files beside a datapackage.json, in a folder or in a zip.
class PackageSource final : public TableSource {
 public:
  /// `zip` empty: in the folder, which ends with a slash or is empty.
  PackageSource(std::string folder, std::string zip)
      : folder_(std::move(folder)), zip_(std::move(zip)) {}

  std::vector<Resource> resources() override {
    const io::Input input = input_of(std::string(description_file));
    std::string text;
    try {
      const auto source = io::open(input, {});
      for (std::size_t read = 1; read > 0 && text.size() <= most_description;) {
        const std::size_t before = text.size();
        text.resize(before + (std::size_t{64} << 10));
        read = source->read(text.data() + before, text.size() - before);
        text.resize(before + read);
      }
    } catch (const io::InputFault&) {
      refuse(input.name);
    }
    if (text.size() > most_description) refuse(input.name);
    return read_description(text, input.name);
  }
  std::string name(const Resource& resource) const override { return input_of(resource.file).name; }
  std::unique_ptr<Records> open(const Resource& resource) override {
    // Programs that saved it may have changed encoding and delimiter.
    const io::Input input = input_of(resource.file);
    const sheets::OpenText open = [&] { return io::open(input, {}); };
    const sheets::CsvFacts facts = sheets::find_csv_facts(open);
    const auto records = [&](char delimiter) {
      return std::make_unique<CsvRecords>(sheets::as_utf8(open(), facts.encoding), delimiter,
                                          facts);
    };
    if (facts.delimiter != resource.delimiter && !resource.fields.empty()) {
      const std::unique_ptr<Records> other = records(facts.delimiter);
      std::vector<std::string_view> names;
      static_cast<void>(other->next(names));
      const std::string_view first = resource.fields.front().name;
      if (std::ranges::find(names, first) != names.end()) return records(facts.delimiter);
    }
    return records(resource.delimiter);
  }

 private:
  io::Input input_of(const std::string& file) const {
    io::Input input;
    if (zip_.empty()) {
      input.name = input.path = folder_ + file;
    } else {
      input.name = zip_ + "/" + folder_ + file;
      input.path = zip_;
      input.member = folder_ + file;
      input.packing = io::Packing::zip_member;
    }
    return input;
  }

  std::string folder_;
  std::string zip_;
};

/// The first bytes of a file; "" where it cannot be read.
std::string head_of(const std::string& path) {
  std::string head(database_mark.size(), '\0');
  try {
    io::File file(path);
    head.resize(file.read_at(0, head.data(), head.size()));
  } catch (const io::InputFault&) {
    head.clear();
  }
  return head;
}

/// The folder in a zip where the datapackage.json is; nothing where there is none.
std::optional<std::string> folder_in(const std::string& zip) {
  try {
    for (const io::Input& member : io::list_members(zip, zip)) {
      const std::string& name = member.member;
      const bool described = name == description_file || name.ends_with("/datapackage.json");
      if (described) return name.substr(0, name.size() - description_file.size());
    }
  } catch (const io::InputFault&) {
    // A workbook has no members of that kind.
  }
  return std::nullopt;
}

}  // namespace

bool is_described(const std::string& path) {
  if (head_of(path) == database_mark) return true;
  io::Input input;
  input.path = input.name = path;
  try {
    return rows::is_described(*sheets::open_workbook(input));
  } catch (const io::InputFault&) {
    return false;
  }
}

std::unique_ptr<TableSource> table_source(const std::string& path) {
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) {
    return std::make_unique<PackageSource>(path.ends_with('/') ? path : path + "/", "");
  }
  const std::string head = head_of(path);
  if (head == database_mark) return sqlite_source(path);
  if (io::magic_of(std::string_view(head).substr(0, io::magic_size)) == io::Magic::zip) {
    const std::optional<std::string> folder = folder_in(path);
    if (!folder) return workbook_source(path);
    return std::make_unique<PackageSource>(*folder, path);
  }
  const std::filesystem::path given(path);
  if (given.filename() != description_file) refuse(path);
  const std::size_t slash = path.rfind('/');
  return std::make_unique<PackageSource>(
      slash == std::string::npos ? std::string() : path.substr(0, slash + 1), "");
}

}  // namespace edca::tables
