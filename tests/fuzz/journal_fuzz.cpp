// The journal of a target and the list of a folder, as a run that was killed or another program may
// have left them: what is written behind them is read back, and no path leads out of the portal.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>

#include "edca/publisher.hpp"
#include "fuzz/fuzz_folder.hpp"
#include "publish/folder_list.hpp"
#include "publish/folder_path.hpp"
#include "publish/journal.hpp"

namespace {

namespace publish = edca::publish;

void journal(const FuzzFolder& folder, std::string_view text) {
  folder.write("journal.jsonl", text);
  {
    publish::Journal journal(folder.path(), "dir:x");
    static_cast<void>(journal.known("index.html"));
    journal.know("a.json", {"sum", "version"});
    journal.note("write", {{"path", "b.json"}});
  }
  const publish::Journal again(folder.path(), "dir:x");
  const std::optional<publish::Journal::Known> known = again.known("a.json");
  if (!known || known->sha256 != "sum" || known->version != "version") std::abort();
  if (again.known("b.json")) std::abort();
}

void list(const FuzzFolder& folder, std::string_view text) {
  folder.write("list.jsonl", text);
  std::error_code error;
  const edca::os::HeldFolder work(folder.path(), error);
  publish::FolderList list;
  list.load(work, folder.path());
  if (!list.is_begun()) std::abort();
  for (const auto& entry : list.entries()) {
    if (!publish::is_portal_path(entry.path)) std::abort();
  }
  for (const std::string& path : list.strays()) {
    if (!publish::is_portal_path(path)) std::abort();
  }
  for (const std::string& path : list.folders()) {
    if (!publish::is_portal_path(path)) std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const FuzzFolder folder;
  folder.empty();
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  journal(folder, text);
  list(folder, text);
  return 0;
}
