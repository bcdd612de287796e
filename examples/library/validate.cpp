// Validates files and prints in Spanish what is wrong and what to do: validate FILE…

#include <edca/language.hpp>
#include <edca/validator.hpp>

#include <iostream>

class Printer : public edca::FindingSink {
 public:
  void finding(const edca::Finding& finding) override {
    const std::string advice = advise(finding, edca::Language::spanish);
    std::cout << finding.file << ":" << finding.at.line << ":" << finding.at.column << " "
              << describe(finding, edca::Language::spanish) << (advice.empty() ? "" : " ") << advice
              << "\n";
  }
  void file(const edca::FileSummary& file) override {
    std::cout << file.file << " " << file.profile << " " << file.errors << "\n";
  }
};

int main(int argc, char** argv) {
  try {
    const edca::Validator validator({});
    Printer printer;
    const edca::Summary summary = validator.run({argv + 1, argv + argc}, printer);
    return summary.errors == 0 ? 0 : 1;
  } catch (const edca::Error& error) {
    std::cerr << describe(error, edca::Language::spanish) << "\n";
    return 2;
  }
}
