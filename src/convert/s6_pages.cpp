#include "convert/s6_pages.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <string>
#include <utility>

#include "edca/error.hpp"
#include "io/inputs.hpp"
#include "io/output.hpp"
#include "io/spill.hpp"
#include "json/nodes.hpp"
#include "json/value.hpp"
#include "process/processes.hpp"

namespace edca::convert {
namespace {

/// What the interface allows on a page.
/// https://github.com/PDNMX/api_docs/blob/master/S6/OAS_API_Contrataciones_Abiertas.json
constexpr std::uint64_t page_size = 200;
constexpr std::size_t page_piece = std::size_t{64} << 10;

/// Where records go, in order.
class Records {
 public:
  Records() = default;
  virtual ~Records() = default;
  Records(const Records&) = delete;
  Records& operator=(const Records&) = delete;

  /// One record: {"ocid", "record"}.
  virtual void add(std::string_view record) = 0;
  /// After the last one. Names the files.
  virtual void finish() = 0;
};

/// One in a line, as mongoimport takes them.
class RecordLines final : public Records {
 public:
  RecordLines(const std::string& path, bool overwrite) : file_(path, overwrite) {}
  void add(std::string_view record) override {
    file_.write(record);
    file_.write("\n");
  }
  void finish() override { file_.commit(); }

 private:
  io::Output file_;
};

/// The number of a page by its name, "12.json"; 0 for other names.
std::uint64_t page_of(const std::string& name) {
  const std::size_t digits = name.find(".json");
  if (digits == std::string::npos || digits == 0 || digits > 9 || digits + 5 != name.size())
    return 0;
  if (name.find_first_not_of("0123456789") != digits || name[0] == '0') return 0;
  return std::stoull(name);
}

/// Files of 200 each. How many there are is known at the end, so all wait in a temporary file.
class RecordPages final : public Records {
 public:
  RecordPages(std::string folder, bool overwrite, const std::string& temporary_folder,
              const io::InputList& inputs)
      : folder_(std::move(folder)), overwrite_(overwrite), spill_(temporary_folder) {
    std::error_code error;
    std::filesystem::create_directories(folder_, error);
    if (error) fail(error);
    std::vector<std::string> there;
    for (const std::uint64_t page : pages_there()) there.push_back(path_of(page));
    io::refuse_inputs(there, inputs);
    if (overwrite_) return;
    // A page of before would be taken for one of these.
    for (const std::uint64_t page : pages_there()) io::try_output(path_of(page), false);
  }

  void add(std::string_view record) override {
    if (records_ % page_size == 0) begins_.push_back(spill_.size());
    const std::string_view parts[] = {records_++ % page_size == 0 ? "\n" : ",\n", record};
    spill_.append(parts);
  }

  void finish() override {
    begins_.push_back(spill_.size());
    for (std::size_t page = 1; page < begins_.size(); ++page) write(page);
    std::error_code error;
    for (const std::uint64_t page : pages_there())
      if (page >= begins_.size()) std::filesystem::remove(path_of(page), error);
    if (error) fail(error);
  }

 private:
  [[noreturn]] void fail(const std::error_code& error) const {
    throw Error(ErrorKind::input, "output.open", {{"path", folder_}, {"reason", error.message()}});
  }

  std::string path_of(std::uint64_t page) const {
    return (std::filesystem::path(folder_) / (std::to_string(page) + ".json")).generic_string();
  }

  std::vector<std::uint64_t> pages_there() const {
    std::vector<std::uint64_t> pages;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder_, error))
      if (const std::uint64_t page = page_of(entry.path().filename().generic_string()); page > 0)
        pages.push_back(page);
    if (error) fail(error);
    std::ranges::sort(pages);
    return pages;
  }

  void write(std::size_t page) const {
    io::Output file(path_of(page), overwrite_);
    const bool more = page + 1 < begins_.size();
    file.write(R"({"pagination":{"page":)" + std::to_string(page) + R"(,"pageSize":)" +
               std::to_string(page_size) + R"(,"totalRows":)" + std::to_string(records_) +
               R"(,"hasNextPage":)" + (more ? "true" : "false") + R"(},"results":[)");
    std::string piece;
    for (std::uint64_t at = begins_[page - 1]; at < begins_[page]; at += piece.size()) {
      piece.resize(std::min<std::uint64_t>(page_piece, begins_[page] - at));
      spill_.read(at, piece.data(), piece.size());
      file.write(piece);
    }
    file.write("]}\n");
    file.commit();
  }

  std::string folder_;
  bool overwrite_;
  io::SpillFile spill_;
  std::vector<std::uint64_t> begins_;  ///< of pages, in the temporary file
  std::uint64_t records_ = 0;
};

std::unique_ptr<Records> records_of(const ConversionOutput& output, const Session& session,
                                    const io::InputList& inputs) {
  if (output.target.ends_with(".jsonl") || output.target.ends_with(".ndjson"))
    return std::make_unique<RecordLines>(output.target, output.overwrite);
  return std::make_unique<RecordPages>(output.target, output.overwrite, session.temporary_folder,
                                       inputs);
}

/// A merged release comes as a line.
std::string_view without_break(std::string_view text) {
  while (text.ends_with('\n') || text.ends_with('\r')) text.remove_suffix(1);
  return text;
}

/// Whether a release is a compiled one.
bool is_compiled(const json::Node& release) {
  for (const json::Node* tag : json::Elements(json::find(release, "tag")))
    if (tag->view() == "compiled") return true;
  return false;
}

/// The compiled release of a process; false when there is none.
bool compiled_of(process::Processes& processes, const io::Group& group,
                 std::span<const io::Entry> entries, process::Compiled& compiled) {
  if (entries.size() == 1 && processes.one(entries.front(), compiled) &&
      is_compiled(*compiled.release))
    return true;
  return processes.merged(group, entries, compiled);
}

}  // namespace

ConvertSummary ToS6::run(const std::vector<std::string>& inputs, const ConversionOutput& output,
                         FindingSink& sink, const Session& session) const {
  const io::InputList list = io::expand(inputs);
  process::Processes processes(choice_, session, sink);
  ConvertSummary summary;
  const std::unique_ptr<Records> records = records_of(output, session, list);
  if (processes.read(list, session.memory / 2)) {
    std::string record;
    processes.each([&](const io::Group& group, std::span<const io::Entry> entries) {
      process::Compiled compiled;
      if (!compiled_of(processes, group, entries, compiled)) {
        ++summary.refused;
        return true;
      }
      record = R"({"ocid":)";
      json::write_string(group.key, record);
      record.append(R"(,"record":)").append(without_break(compiled.text)).append("}");
      records->add(record);
      ++summary.converted;
      return true;
    });
  }
  if (!processes.cancelled() && summary.converted > 0) records->finish();
  summary.cancelled = processes.cancelled();
  summary.findings = processes.end();
  return summary;
}

}  // namespace edca::convert
