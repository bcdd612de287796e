// Whatever the bytes of a file, validation ends with figures that add up: nothing crashes, every
// finding has a place inside the file, and a file that was not read says why.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <string>

#include "edca/validator.hpp"
#include "fuzz/memory_file.hpp"

namespace {

class Counter : public edca::FindingSink {
 public:
  explicit Counter(std::size_t size) : size_(size) {}
  void finding(const edca::Finding& finding) override {
    if (finding.has_position && finding.at.offset > size_) std::abort();
    if (finding.at.line == 0 || finding.at.column == 0) std::abort();
    ++counts[std::string(finding.rule->id)];
  }
  void file(const edca::FileSummary& file) override { read = file.read; }

  std::map<std::string, std::uint64_t> counts;
  bool read = false;

 private:
  std::size_t size_;
};

/// Checks one file with every profile the first byte may choose.
void validate(const edca::Validator& validator, const std::string& path, std::size_t size) {
  Counter counter(size);
  const edca::Summary summary = validator.run({path}, counter);
  if (summary.files != 1 || (summary.files_read == 1) != counter.read) std::abort();
  if (summary.by_rule != counter.counts) std::abort();
  if (!counter.read && summary.errors == 0 && counter.counts.count("input.empty") == 0)
    std::abort();
}

edca::Validator make(const char* profile) {
  edca::ValidateOptions options;
  options.profile = profile;
  options.jobs = 1;
  return edca::Validator(options);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const edca::Validator automatic = make("auto");
  static const edca::Validator mexican = make("edca-mx");
  const MemoryFile file({reinterpret_cast<const char*>(data), size});
  validate(automatic, file.path(), size);
  validate(mexican, file.path(), size);
  return 0;
}
