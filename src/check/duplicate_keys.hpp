#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace edca::check {

// What makes a text hard to read although a reader of JSON can go on: found beside the parse, and
// taken out of the copy that is checked without moving anything.

/// A member whose name was there before in the same object.
struct DuplicateKey {
  std::size_t first;   ///< offset of the earlier key
  std::size_t second;  ///< offset of the later key, whose value counts
  std::string key;
  std::string pointer;  ///< of the member
};

struct DuplicateKeys {
  std::vector<DuplicateKey> first;  ///< that were found first
  std::uint64_t others = 0;
};

/// Finds duplicate keys of a valid JSON text and blanks the earlier members with spaces, so that
/// only the last of each name is left. At most so many are told one by one.
DuplicateKeys blank_duplicates(std::string& text, std::uint64_t most = ~std::uint64_t{0});

/// The JSON Pointers of the strings and members at offsets (within their quotes, rising) of a valid
/// JSON text.
std::vector<std::string> pointers_at(std::string_view text,
                                     const std::vector<std::size_t>& offsets);

}  // namespace edca::check
