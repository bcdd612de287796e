#include "tables/csv_target.hpp"

#include <filesystem>
#include <system_error>
#include <vector>

#include "base/sha256.hpp"
#include "edca/error.hpp"
#include "io/output.hpp"
#include "io/zip_writer.hpp"
#include "tables/csv_text.hpp"
#include "tables/names.hpp"

namespace edca::tables {
namespace {

constexpr std::size_t csv_piece = std::size_t{64} << 10;

/// CSV files one after the other, wherever they go.
class CsvTarget : public TableTarget {
 public:
  explicit CsvTarget(CsvForm form) : form_(form) {}

  std::string name_of(const std::string& path) final {
    return form_.described ? names_.name(path) : names_.as_it_is(path);
  }

  void write(TableView& table, Resource& resource) final {
    resource.file = resource.name + ".csv";
    resource.fields = table.fields();
    resource.bytes = 0;
    base::Sha256 sum;
    resource.delimiter = form_.delimiter;
    begin(resource.file);
    if (form_.byte_order_mark) text_ = "\xEF\xBB\xBF";
    std::vector<std::string_view> cells;
    for (const Field& field : resource.fields) cells.emplace_back(field.name);
    do {
      add_row(cells);
      if (text_.size() >= csv_piece) flush(resource, sum);
    } while (table.next(cells));
    flush(resource, sum);
    end();
    resource.sha256 = sum.hex();
  }

  void describe(const std::vector<Resource>& resources, std::string_view profile) final {
    if (!form_.described) return;
    begin(std::string(description_file));
    put(write_description(resources, profile, form_.titles));
    end();
  }

 protected:
  virtual void begin(const std::string& name) = 0;
  virtual void put(std::string_view bytes) = 0;
  virtual void end() = 0;

 private:
  void add_row(const std::vector<std::string_view>& cells) {
    bool first = true;
    for (const std::string_view cell : cells) {
      if (!first) text_ += form_.delimiter;
      first = false;
      append_field(cell, form_.delimiter, text_);
    }
    text_ += "\r\n";
  }
  void flush(Resource& resource, base::Sha256& sum) {
    sum.add(text_);
    resource.bytes += text_.size();
    put(text_);
    text_.clear();
  }

  CsvForm form_;
  ResourceNames names_;
  std::string text_;
};

class FolderTarget final : public CsvTarget {
 public:
  FolderTarget(const std::string& folder, bool overwrite, CsvForm form)
      : CsvTarget(form),
        folder_(folder.ends_with('/') ? folder : folder + "/"),
        overwrite_(overwrite) {
    std::error_code error;
    made_ = std::filesystem::create_directories(folder_.substr(0, folder_.size() - 1), error);
    if (error) {
      throw Error(ErrorKind::input, "output.open", {{"path", folder}, {"reason", error.message()}});
    }
  }
  /// A folder that was made for nothing goes away.
  ~FolderTarget() override {
    files_.clear();
    std::error_code ignored;
    if (made_) std::filesystem::remove(folder_, ignored);
  }
  void commit() override {
    io::Output::commit_all(files_);
    made_ = false;
  }

 private:
  void begin(const std::string& name) override {
    files_.push_back(std::make_unique<io::Output>(folder_ + name, overwrite_));
  }
  void put(std::string_view bytes) override { files_.back()->write(bytes); }
  void end() override { files_.back()->park(); }

  std::string folder_;  ///< with a slash behind it
  bool overwrite_;
  bool made_ = false;
  std::vector<std::unique_ptr<io::Output>> files_;
};

class ZipTarget final : public CsvTarget {
 public:
  ZipTarget(const std::string& path, bool overwrite, CsvForm form)
      : CsvTarget(form), output_(path, overwrite), zip_(output_) {}
  void commit() override {
    zip_.finish();
    output_.commit();
  }

 private:
  void begin(const std::string& name) override { zip_.begin(name); }
  void put(std::string_view bytes) override { zip_.write(bytes); }
  void end() override { zip_.end(); }

  io::Output output_;
  io::ZipWriter zip_;
};

}  // namespace

std::unique_ptr<TableTarget> folder_target(const std::string& folder, bool overwrite,
                                           CsvForm form) {
  return std::make_unique<FolderTarget>(folder, overwrite, form);
}

std::unique_ptr<TableTarget> zip_target(const std::string& path, bool overwrite, CsvForm form) {
  return std::make_unique<ZipTarget>(path, overwrite, form);
}

}  // namespace edca::tables
