// Merges releases in memory into compiled releases: merge FILE…

#include <edca/language.hpp>
#include <edca/merger.hpp>

#include <fstream>
#include <iostream>
#include <iterator>

class Printer : public edca::FindingSink {
 public:
  void finding(const edca::Finding& finding) override {
    std::cerr << describe(finding, edca::Language::english) << "\n";
  }
  void file(const edca::FileSummary&) override {}
};

int main(int argc, char** argv) {
  std::vector<std::string> texts;
  for (int at = 1; at < argc; ++at) {
    std::ifstream file(argv[at], std::ios::binary);
    texts.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }
  try {
    const edca::Merger merger({});
    Printer printer;
    const std::vector<std::string_view> releases(texts.begin(), texts.end());
    for (const std::string& compiled : merger.merge(releases, printer)) {
      std::cout << compiled << "\n";
    }
  } catch (const edca::Error& error) {
    std::cerr << describe(error, edca::Language::english) << "\n";
    return 2;
  }
}
