// Brings a file to today's edition of its standard, and lists the changes: upgrade FILE

#include <edca/language.hpp>
#include <edca/upgrader.hpp>

#include <iostream>

class Changes : public edca::FindingSink {
 public:
  void finding(const edca::Finding& change) override {
    std::cerr << change.pointer << ": " << describe(change, edca::Language::english) << "\n";
  }
  void file(const edca::FileSummary&) override {}
};

int main(int argc, char** argv) {
  try {
    const edca::Upgrader upgrader({});
    Changes changes;
    const auto write = [](std::string_view text) {
      std::cout << text;
      return std::cout.good();
    };
    const edca::UpgradeSummary summary = upgrader.run({argv + 1, argv + argc}, write, changes);
    return summary.damaged == 0 ? 0 : 1;
  } catch (const edca::Error& error) {
    std::cerr << describe(error, edca::Language::english) << "\n";
    return 2;
  }
}
