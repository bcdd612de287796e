// Rules files, earlier reports as baselines, and settings of indicators: read or refused, and what
// was read can be asked. The first byte says which of them it is.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "check/adjustments.hpp"
#include "edca/error.hpp"
#include "edca/rule.hpp"
#include "fuzz/memory_file.hpp"
#include "indicators/settings.hpp"

namespace {

using edca::check::Adjustments;

edca::Finding some_finding() {
  edca::Finding finding;
  finding.rule = &edca::rules()[0];
  finding.pointer = "/releases/0/tender/documents/3/url";
  finding.ocid = "ocds-mx0001-1";
  finding.fingerprint = 12345;
  return finding;
}

/// A finding that is known as often as the report says, and no more often.
void ask(const Adjustments& adjustments, std::size_t most) {
  const edca::Finding finding = some_finding();
  static_cast<void>(adjustments.ignores(finding));
  for (std::size_t rule = 0; rule < edca::rules().size(); ++rule) {
    static_cast<void>(adjustments.severity(rule));
    static_cast<void>(adjustments.off(rule));
  }
  Adjustments::Known known(adjustments);
  std::size_t taken = 0;
  while (known.take(finding)) {
    if (++taken > most) std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  const MemoryFile file(text);
  try {
    if (data[0] % 3 == 2) {
      const auto settings = edca::indicators::Settings::parse(text, "fuzz");
      static_cast<void>(settings.words("", "x"));
      static_cast<void>(settings.real("R003", "threshold"));
      return 0;
    }
    Adjustments adjustments;
    if (data[0] % 3 == 0) adjustments.read_rules(file.path());
    if (data[0] % 3 == 1) adjustments.read_baseline(file.path());
    ask(adjustments, size);
  } catch (const edca::Error&) {
  }
  return 0;
}
