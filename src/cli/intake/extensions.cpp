#include "cli/intake/extensions.hpp"

#include "edca/error.hpp"

#include <algorithm>

namespace edca::cli {
namespace {

const schema::Extension& extension_named(schema::Catalog& catalog, const std::string& word) {
  const schema::Extension* extension = catalog.extension(word);
  if (extension == nullptr && word.find('/') != std::string::npos &&
      word.find("://") == std::string::npos) {
    extension = &catalog.add(word);
  }
  if (extension == nullptr) throw Error(ErrorKind::usage, "extension.unknown", {{"name", word}});
  return *extension;
}

}  // namespace

std::vector<const schema::Extension*> load_extensions(schema::Catalog& catalog,
                                                      const ValidateOptions& options) {
  if (!options.extension_folder.empty()) catalog.add_all(options.extension_folder);
  std::vector<const schema::Extension*> extensions;
  for (const std::string& word : options.extension) {
    const schema::Extension* extension = &extension_named(catalog, word);
    if (std::find(extensions.begin(), extensions.end(), extension) == extensions.end()) {
      extensions.push_back(extension);
    }
  }
  return extensions;
}

}  // namespace edca::cli
