#include "rows/inputs.hpp"

#include <optional>
#include <utility>

#include "rows/table_reader.hpp"

namespace edca::rows {

io::InputList expand(const std::vector<std::string>& arguments, const ReadOptions& options,
                     const std::string& temporary_folder, const base::Workers& workers) {
  io::InputList list = io::expand(arguments, workers);
  std::optional<TableReader> reader;
  std::vector<io::Input> inputs;
  inputs.reserve(list.inputs.size());
  for (io::Input& input : list.inputs) {
    if (input.tabular) {
      if (!reader) reader.emplace(options, temporary_folder);
      try {
        input.cells = reader->read(input);
        input.memory = input.cells->text();
        input.packing = io::Packing::plain;
      } catch (const io::InputFault& fault) {
        list.problems.push_back({input.name, fault});
        continue;
      }
    }
    inputs.push_back(std::move(input));
  }
  list.inputs = std::move(inputs);
  return list;
}

}  // namespace edca::rows
