// A datapackage.json and the tables that it names, with NUL between them: items come out of them,
// one JSON text a line, or a refusal. Further tables are NAME, a line break, CSV.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "edca/error.hpp"
#include "edca/sink.hpp"
#include "edca/tables.hpp"
#include "fuzz/fuzz_folder.hpp"
#include "json/value.hpp"

namespace {

class Sink final : public edca::FindingSink {
  void finding(const edca::Finding& finding) override {
    if (finding.at.line == 0 || finding.rule == nullptr) std::abort();
  }
  void file(const edca::FileSummary&) override {}
};

/// Every line is JSON.
void check(std::string_view text, std::uint64_t items) {
  std::uint64_t lines = 0;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) std::abort();
    static_cast<void>(edca::json::parse(text.substr(0, end), "fuzz"));
    text.remove_prefix(end + 1);
    ++lines;
  }
  if (lines != items) std::abort();
}

void unflatten(const std::string& folder) {
  static const edca::Unflattener unflattener(edca::UnflattenOptions{true});
  std::string out;
  Sink sink;
  edca::Session session;
  session.jobs = 1;
  session.temporary_folder = folder;
  edca::UnflattenSummary summary;
  try {
    summary = unflattener.run(
        folder, [&](std::string_view text) { return out += text, true; }, sink, session);
  } catch (const edca::Error&) {
    return;
  }
  try {
    check(out, summary.items);
  } catch (const edca::Error&) {
    std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const FuzzFolder folder;
  folder.empty();
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  folder.write("datapackage.json", take_part(rest));
  for (int files = 0; !rest.empty() && files < 8; ++files) {
    const std::string_view part = take_part(rest);
    const std::string name(part.substr(0, part.find('\n')));
    const bool plain = !name.empty() && name.size() < 100 && name[0] != '.' &&
                       name.find('/') == std::string::npos && name != "datapackage.json";
    if (plain) folder.write(name, part.substr(std::min(name.size() + 1, part.size())));
  }
  unflatten(folder.path());
  return 0;
}
