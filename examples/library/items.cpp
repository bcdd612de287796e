// Reads packages of any size item by item and says how many there are of each kind: items FILE…

#include <edca/language.hpp>
#include <edca/reader.hpp>

#include <iostream>
#include <map>

class Printer : public edca::FindingSink {
 public:
  void finding(const edca::Finding& finding) override {
    std::cerr << describe(finding, edca::Language::english) << "\n";
  }
  void file(const edca::FileSummary&) override {}
};

int main(int argc, char** argv) {
  try {
    Printer printer;
    edca::Reader reader({argv + 1, argv + argc}, {}, printer);
    std::map<std::string_view, unsigned> counts;
    for (edca::Item item; reader.next(item);) {
      if (item.kind != edca::ItemKind::package) ++counts[name(item.kind)];
    }
    for (const auto& [kind, count] : counts) std::cout << kind << " " << count << "\n";
    return reader.summary().files_read == 0 ? 2 : 0;
  } catch (const edca::Error& error) {
    std::cerr << describe(error, edca::Language::english) << "\n";
    return 2;
  }
}
