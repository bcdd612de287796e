#include <algorithm>

#include "semantics/families.hpp"
#include "semantics/prefixes.hpp"

namespace edca::semantics {
namespace {

constexpr std::size_t prefix_length = 11;  // ocds-xxxxxx

/// Characters that an identifier needs no quoting for in addresses and file names.
bool is_plain(char c) {
  return (c | 0x20) >= 'a' ? (c | 0x20) <= 'z' || static_cast<unsigned char>(c) >= 0x80
                           : (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
}

/// What the capture platform writes until somebody types the number of the procedure:
/// 2019-11-06_00:03:08.855659+00
bool is_moment(std::string_view local) {
  constexpr std::string_view shape = "dddd-dd-dd_dd:dd:dd";
  if (local.size() < shape.size()) return false;
  return std::equal(shape.begin(), shape.end(), local.begin(), [](char wanted, char c) {
    return wanted == 'd' ? c >= '0' && c <= '9' : wanted == c;
  });
}

}  // namespace

void check_ocid(const Process& process, Recorder& recorder) {
  check_ocid(*process.root, process.standard, recorder);
}

void check_ocid(const Value& root, Standard standard, Recorder& recorder) {
  const Value* value = at(&root, "ocid");
  // Of white space around it, id.spaces speaks.
  const std::string_view ocid = trimmed(text(value));
  if (ocid.empty()) return;
  if (!has_ocid_prefix(ocid)) {
    recorder.add("ocid.prefix", *value);
    return;
  }
  const std::string_view prefix = ocid.substr(0, prefix_length);
  if (check_ocid_form(*value, recorder) && standard.mexican && !known_prefix(prefix))
    recorder.add("ocid.unknown-prefix", *value, {{"prefix", prefix}});
}

bool check_ocid_form(const Value& value, Recorder& recorder) {
  const std::string_view ocid = trimmed(value.view());
  const std::string_view local = ocid.substr(std::min(prefix_length, ocid.size()));
  const std::string_view number = local.substr(local.starts_with('-') ? 1 : 0);
  if (local.find_first_not_of("-_ ") == std::string_view::npos) {
    recorder.add("ocid.local-part", value);
  } else if (ocid.starts_with("ocds-213czf")) {
    recorder.add("ocid.example-prefix", value);
  } else if (is_moment(number)) {
    recorder.add("ocid.provisional", value);
  } else if (!std::all_of(local.begin(), local.end(), is_plain)) {
    recorder.add("ocid.characters", value);
  } else {
    return true;
  }
  return false;
}

}  // namespace edca::semantics
