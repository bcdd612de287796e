#pragma once

#include <vector>

#include "edca/read_options.hpp"
#include "schema/catalog.hpp"

namespace edca::ocds {

/// Adds the extensions of the user's folder to the catalogue and answers those given with
/// --extension, each once. Throws Error(usage, "extension.unknown") and as Catalog::add.
std::vector<const schema::Extension*> load_extensions(schema::Catalog& catalog,
                                                      const ReadOptions& options);

}  // namespace edca::ocds
