// Tables that `flatten` made and someone changed: putting them together again ends, and what comes
// out is JSON or nothing.
//
// The input is a folder: datapackage.json and two tables, each up to a NUL.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "edca/error.hpp"
#include "edca/tables.hpp"
#include "fuzz/fuzz_folder.hpp"
#include "json/value.hpp"

namespace {

class Silent final : public edca::FindingSink {
 public:
  void finding(const edca::Finding&) override {}
  void file(const edca::FileSummary&) override {}
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const FuzzFolder folder;
  folder.empty();
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  folder.write("datapackage.json", take_part(rest));
  folder.write("releases.csv", take_part(rest));
  folder.write("releases_awards.csv", rest);
  std::string made;
  Silent silent;
  try {
    edca::Unflattener().run(
        folder.path(), [&](std::string_view text) { return made.append(text).size() < 1 << 24; },
        silent, {});
  } catch (const edca::Error&) {
    return 0;
  }
  for (std::size_t at = 0; at < made.size();) {
    const std::size_t end = made.find('\n', at);
    if (end == std::string::npos) std::abort();
    static_cast<void>(edca::json::parse(std::string_view(made).substr(at, end - at), "made"));
    at = end + 1;
  }
  return 0;
}
