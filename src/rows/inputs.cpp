#include "rows/inputs.hpp"

#include <optional>
#include <utility>

#include "io/standard_input.hpp"
#include "rows/described.hpp"
#include "rows/table_reader.hpp"

namespace edca::rows {
namespace {

constexpr std::string_view description = "datapackage.json";

bool is_description(std::string_view path) {
  return path == description ||
         (path.ends_with(description) && path[path.size() - description.size() - 1] == '/');
}

void fill(io::Input& input, std::shared_ptr<const io::CellText> text) {
  input.cells = std::move(text);
  input.memory = input.cells->text();
  input.packing = io::Packing::plain;
  input.tabular = true;
}

/// Reads the inputs of a list one by one.
class Expansion {
 public:
  Expansion(const ReadOptions& options, const std::string& temporary_folder)
      : options_(options), temporary_folder_(temporary_folder) {}

  void read(io::Input& input, io::InputList& list) {
    if (input.standard_input()) input.tabular = io::is_standard_input_tabular();
    if (input.tabular) {
      read_tables(input, list);
    } else if (is_description(input.member.empty() ? input.path : input.member)) {
      static_cast<void>(describe(input, list));
    }
  }

 private:
  /// False where there are no tables of Flattener; then nothing was changed.
  bool describe(io::Input& input, io::InputList& list) {
    std::optional<Described> found = read_described(input.path, options_, temporary_folder_);
    if (!found) return false;
    for (const std::string& file : found->files) std::erase(list.skipped, file);
    fill(input, std::move(found->text));
    return true;
  }

  /// Throws io::InputFault.
  void read_tables(io::Input& input, io::InputList& list) {
    if (!reader_) reader_.emplace(options_, temporary_folder_);
    try {
      // A workbook of Flattener is told by its sheets, a database by its first bytes.
      if (auto text = reader_->read(input)) return fill(input, std::move(text));
      if (!describe(input, list)) throw io::InputFault("input.unreadable", "table-headings");
    } catch (const io::InputFault& fault) {
      if (fault.variant != "database" || !describe(input, list)) throw;
    }
  }

  const ReadOptions& options_;
  const std::string& temporary_folder_;
  std::optional<TableReader> reader_;
};

}  // namespace

io::InputList expand(const std::vector<std::string>& arguments, const ReadOptions& options,
                     const std::string& temporary_folder, const base::Workers& workers) {
  return expand(io::expand(arguments, workers), options, temporary_folder);
}

io::InputList expand(io::InputList list, const ReadOptions& options,
                     const std::string& temporary_folder) {
  Expansion expansion(options, temporary_folder);
  std::vector<io::Input> inputs;
  inputs.reserve(list.inputs.size());
  for (io::Input& input : list.inputs) {
    try {
      expansion.read(input, list);
      inputs.push_back(std::move(input));
    } catch (const io::InputFault& fault) {
      list.problems.push_back({input.name, fault});
    }
  }
  list.inputs = std::move(inputs);
  return list;
}

}  // namespace edca::rows
