#include "ocds/extensions.hpp"

#include <algorithm>

namespace edca::ocds {
std::vector<const schema::Extension*> load_extensions(schema::Catalog& catalog,
                                                      const ReadOptions& options) {
  if (!options.extension_folder.empty()) catalog.add_all(options.extension_folder);
  std::vector<const schema::Extension*> extensions;
  for (const std::string& word : options.extension) {
    const schema::Extension* extension = &catalog.named(word);
    if (std::find(extensions.begin(), extensions.end(), extension) == extensions.end()) {
      extensions.push_back(extension);
    }
  }
  return extensions;
}

}  // namespace edca::ocds
