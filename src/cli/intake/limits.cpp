#include "cli/intake/limits.hpp"

#include <sys/stat.h>

#include <charconv>

#include "edca/error.hpp"
#include "io/output.hpp"

namespace edca::cli {

std::uint64_t memory_size(const std::string& text) {
  std::uint64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, number);
  std::string unit(rest, end);
  std::erase(unit, ' ');
  for (char& c : unit) c = static_cast<char>(c | 0x20);
  static constexpr std::string_view units = "kmgt";
  unsigned shift = 0;
  if (const std::size_t at = unit.empty() ? std::string::npos : units.find(unit[0]);
      at != std::string::npos) {
    shift = static_cast<unsigned>(at + 1) * 10;
    unit.erase(0, 1);
  }
  const bool known = unit.empty() || unit == "b" || (shift > 0 && unit == "ib");
  const bool fits = number <= (std::uint64_t{1} << 60) >> shift;
  if (error != std::errc() || !known || !fits || number << shift < (1 << 20)) {
    throw Error(ErrorKind::usage, "merge.memory", {{"value", text}});
  }
  return number << shift;
}

std::uint64_t bytes_of(const io::InputList& inputs) {
  std::uint64_t sum = 0;
  for (const io::Input& input : inputs.inputs) sum += input.bytes;
  return sum;
}

io::Grouper::Options grouper_options(const std::string& memory, const ValidateOptions& options,
                                     std::initializer_list<const io::InputList*> inputs) {
  io::Grouper::Options result;
  result.memory = memory_size(memory);
  result.temporary_folder = options.temporary_folder;
  for (const io::InputList* list : inputs) {
    result.expected += bytes_of(*list);
    for (const io::Input& input : list->inputs) {
      if (input.packing == io::Packing::plain && !input.stream && !input.standard_input()) {
        continue;
      }
      // What comes out of it is not known.
      result.expected = 0;
      return result;
    }
  }
  return result;
}

void try_output(const Settings& settings) {
  struct stat status {};
  if (settings.output.empty() || settings.output == "-") return;
  if (::stat(settings.output.c_str(), &status) == 0 && !S_ISREG(status.st_mode)) return;
  const io::Output probe(settings.output, settings.overwrite);
}

}  // namespace edca::cli
