// Publishes files to a folder so that readers see each old or new and whole. The files come as
// sha256sum lists them: sha256sum *.json | publish FOLDER STATE

#include <edca/language.hpp>
#include <edca/publisher.hpp>

#include <filesystem>
#include <iostream>

namespace publish = edca::publish;

std::vector<publish::File> listed(std::istream& sums) {
  std::vector<publish::File> files;
  for (std::string sum, path; sums >> sum >> path;) {
    publish::File file;
    file.path = std::filesystem::path(path).filename().string();
    file.local = path;
    file.bytes = std::filesystem::file_size(path);
    file.sha256 = sum;
    file.media_type = "application/json";
    files.push_back(file);
  }
  return files;
}

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  try {
    publish::Settings settings;
    settings.address = std::string("dir:") + argv[1];
    settings.state_folder = argv[2];
    publish::Publisher publisher(settings);
    publisher.plan(listed(std::cin));
    const publish::Outcome outcome = publisher.apply(publish::Verify::full);
    for (const publish::Change& change : publisher.changes()) {
      const bool kept = change.action == publish::Action::keep;
      std::cout << (kept ? "kept " : "written ") << change.file.path << "\n";
    }
    for (const edca::Error& problem : outcome.problems) {
      std::cerr << describe(problem, edca::Language::english) << "\n";
    }
    return publish::exit_code(outcome.result);
  } catch (const edca::Error& error) {
    std::cerr << describe(error, edca::Language::english) << "\n";
    return 2;
  }
}
