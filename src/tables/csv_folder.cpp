#include "tables/csv_folder.hpp"

#include <filesystem>
#include <system_error>

#include "edca/error.hpp"
#include "tables/csv_text.hpp"

namespace edca::tables {
namespace {

constexpr std::size_t piece_bytes = std::size_t{64} << 10;

/// A file that is summed up on its way.
class Summed {
 public:
  explicit Summed(io::Output& output) : output_(output) {}

  void row(const std::vector<std::string_view>& cells) {
    bool first = true;
    for (const std::string_view cell : cells) {
      if (!first) text_ += ',';
      first = false;
      append_field(cell, ',', text_);
    }
    text_ += "\r\n";
    if (text_.size() >= piece_bytes) flush();
  }
  void finish(Resource& resource) {
    flush();
    resource.bytes = bytes_;
    resource.sha256 = sum_.hex();
  }

 private:
  void flush() {
    sum_.add(text_);
    bytes_ += text_.size();
    output_.write(text_);
    text_.clear();
  }

  io::Output& output_;
  base::Sha256 sum_;
  std::uint64_t bytes_ = 0;
  std::string text_;
};

}  // namespace

CsvFolder::CsvFolder(const std::string& folder, bool overwrite)
    : folder_(folder.ends_with('/') ? folder : folder + "/"), overwrite_(overwrite) {
  std::error_code error;
  made_ = std::filesystem::create_directories(folder_.substr(0, folder_.size() - 1), error);
  if (error) {
    throw Error(ErrorKind::input, "output.open", {{"path", folder}, {"reason", error.message()}});
  }
}

CsvFolder::~CsvFolder() {
  files_.clear();
  std::error_code ignored;
  if (made_) std::filesystem::remove(folder_, ignored);
}

io::Output& CsvFolder::open(const std::string& name) {
  return *files_.emplace_back(std::make_unique<io::Output>(folder_ + name, overwrite_));
}

Resource CsvFolder::write(TableView& table, const std::string& name) {
  Resource resource;
  resource.file = name;
  resource.fields = table.fields();
  resource.key = table.key();
  resource.parent = table.parent();
  io::Output& output = open(name);
  Summed file(output);
  std::vector<std::string_view> cells;
  for (const Field& field : table.fields()) cells.emplace_back(field.name);
  file.row(cells);
  while (table.next(cells)) file.row(cells);
  file.finish(resource);
  output.park();
  return resource;
}

void CsvFolder::write(const std::string& name, std::string_view text) {
  open(name).write(text);
}

void CsvFolder::commit() {
  io::Output::commit_all(files_);
  made_ = false;
}

}  // namespace edca::tables
