#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace edca::json {

/// Finds the end of the JSON value whose first byte is `*begin`, by matching brackets and quotes
/// only (whether it is valid JSON is the parser's question). Returns the address after its last
/// byte, or nullptr when the value does not end before `end`. A number or literal ends before the
/// next white space, comma or bracket; at `end` it counts as unfinished.
/// Vectorised: several bytes a cycle; reads nothing outside [begin, end).
const char* skip_value(const char* begin, const char* end) noexcept;

/// The same; `odd` tells whether a string in the value ends where none can end: a quote is missing
/// or one too many, and the end that was found may not be the one that was meant.
const char* skip_value(const char* begin, const char* end, bool& odd) noexcept;

/// The first byte in [begin, end) that is no JSON white space, or `end`.
const char* skip_space(const char* begin, const char* end) noexcept;

/// The scalar that begins at an offset of a JSON text as it was written, cut after 160 bytes;
/// nothing for an object or array.
std::string excerpt(std::string_view text, std::size_t offset);

/// Finds the end of one object or array that comes in pieces.
class ValueSkipper {
 public:
  static constexpr std::size_t piece = 64;  ///< pieces must be a multiple of this, but for the last

  /// Bytes of this piece up to and including the closing bracket, or nullopt when it is not in it.
  std::optional<std::size_t> feed(std::string_view piece) noexcept;
  /// The same as on a processor without the instructions that feed() uses where it can.
  std::optional<std::size_t> feed_plain(std::string_view piece) noexcept;
  /// How many brackets are open after what was fed.
  std::uint64_t depth() const noexcept { return depth_; }
  /// Whether behind the end of a string stood what cannot follow one.
  bool odd() const noexcept { return odd_ != 0; }

 private:
  std::optional<std::size_t> run(std::string_view piece) noexcept;
  std::optional<std::size_t> run_wide(std::string_view piece) noexcept;
  int scan(const char* block) noexcept;

  std::uint64_t depth_ = 0;
  std::uint64_t in_string_ = 0;     // all ones while inside a string
  std::uint64_t string_ended_ = 0;  // 1 when the last byte closed one
  std::uint64_t odd_ = 0;           // bits of what stands behind strings and cannot
  bool escape_pending_ = false;
};

/// The members of an object's text, one after the other, each value as a slice. Stops at the first
/// thing that is no member; what the values hold is not looked at. A value with a quote missing or
/// one too many ends where it was meant to; what is not JSON between members is passed over.
class MemberScan {
 public:
  struct Member {
    std::string_view key;  ///< between the quotes, escapes as written
    std::string_view value;
  };

  /// `object` starts with `{`.
  explicit MemberScan(std::string_view object)
      : at_(object.data() + 1), end_(object.data() + object.size()) {}

  std::optional<Member> next();

 private:
  const char* at_;
  const char* end_;
};

/// Something between the elements of a list that does not belong there, or is missing there.
struct Slip {
  const char* at = nullptr;
  std::string_view variant;  ///< of input.syntax
};

/// The elements of an array's text, one after the other.
class ElementScan {
 public:
  /// `array` starts with `[`. `careful`: as behind an element that is no JSON, see mend().
  explicit ElementScan(std::string_view array, bool careful = false)
      : at_(array.data() + 1), end_(array.data() + array.size()), careful_(careful) {}

  std::optional<std::string_view> next();

  /// Says that the element answered last is no JSON: goes on behind the end that was meant, and
  /// looks at the rest by the grammar. Where quotes tell, that is done without being told.
  void mend();

  /// What is wrong between the elements, each kind once. Known after the last.
  const std::vector<Slip>& slips() const noexcept { return slips_; }

 private:
  bool between();
  void slip(const char* at, std::string_view variant);

  const char* at_;
  const char* end_;
  const char* element_ = nullptr;  ///< the last one
  const char* comma_ = nullptr;    ///< between it and the next one
  bool careful_;
  int searches_ = 0;
  bool first_ = true;
  std::vector<Slip> slips_;
};

/// Objects and arrays that stand one behind the other, with nothing but white space and commas
/// between them.
class TextScan {
 public:
  explicit TextScan(std::string_view texts)
      : at_(texts.data()), end_(texts.data() + texts.size()) {}

  /// Whether another one begins.
  bool has_more() noexcept;
  /// The next one; one without an end is all of the rest. Nothing where none begins.
  std::optional<std::string_view> next() noexcept;

 private:
  const char* at_;
  const char* end_;
};

}  // namespace edca::json
