// Whatever edca.toml says, it is read or refused, and one that was found in the current folder
// writes below that folder only and names no variable.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string_view>

#include "cli/publish/config.hpp"
#include "edca/error.hpp"
#include "fuzz/fuzz_folder.hpp"
#include "publish/target_kinds.hpp"

namespace {

namespace cli = edca::cli;
namespace fs = std::filesystem;

void check_found(const cli::PublishConfig& config) {
  const fs::path here = fs::canonical(".");
  const cli::TargetConfig usual;
  for (const auto& [name, target] : config.targets) {
    const std::string& address = target.settings.address;
    if (!address.empty()) {
      if (!address.starts_with("dir:")) std::abort();
      const fs::path folder = fs::weakly_canonical(here / address.substr(4));
      if (!folder.string().starts_with(here.string() + "/")) std::abort();
    }
    const bool named = target.token_variable != usual.token_variable ||
                       target.user_variable != usual.user_variable ||
                       target.password_variable != usual.password_variable ||
                       target.access_key_variable != usual.access_key_variable ||
                       target.secret_key_variable != usual.secret_key_variable;
    if (named) std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const FuzzFolder folder;
  fs::current_path(folder.path());
  folder.write("edca.toml", {reinterpret_cast<const char*>(data), size});
  bool given = true;
  try {
    static_cast<void>(cli::read_config("edca.toml"));
  } catch (const edca::Error&) {
    given = false;
  }
  try {
    const cli::PublishConfig config = cli::read_config("");
    if (!given) std::abort();  // what was found may say less than what was named
    check_found(config);
  } catch (const edca::Error&) {
  }
  return 0;
}
