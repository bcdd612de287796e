#pragma once

#include <string>
#include <vector>

#include "base/pool.hpp"
#include "edca/read_options.hpp"
#include "io/inputs.hpp"

namespace edca::rows {

/// What arguments stand for, as io::expand() has it; of spreadsheets and CSV the JSON that is made
/// of them, in memory. What is wrong with their cells is in Input::cells; one that cannot be read
/// at all is a problem of the list. Throws as TableReader's constructor, where there is a table.
io::InputList expand(const std::vector<std::string>& arguments, const ReadOptions& options,
                     const std::string& temporary_folder, const base::Workers& workers = {});

/// The same of a list that io::expand() gave.
io::InputList expand(io::InputList list, const ReadOptions& options,
                     const std::string& temporary_folder);

}  // namespace edca::rows
