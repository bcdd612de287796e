#pragma once

// The one door to RapidJSON: every file that needs it includes this header and no other of
// RapidJSON before it, so that all of them see the same configuration.

#include <cstddef>
#include <string>
#include <string_view>

#ifdef __SSE4_2__
#define RAPIDJSON_SSE42
#endif
// The reader is given hostile input in debug builds too; what its assertions guard is checked here.
#define RAPIDJSON_ASSERT(condition) static_cast<void>(0)

#if defined(__GNUC__) || defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wpedantic"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#endif
#include <rapidjson/error/en.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>
#if defined(__GNUC__) || defined(__clang__)
#pragma GCC diagnostic pop
#endif

namespace edca::json {

/// Levels of arrays and objects that a handler of ours lets through: `[[]]` has two.
inline constexpr std::size_t depth_limit = 512;

/// Flags for a reader that does not recurse and hands numbers on as they are written.
inline constexpr unsigned exact_flags =
    rapidjson::kParseIterativeFlag | rapidjson::kParseNumbersAsStringsFlag;

/// A copy of the same length in which every number that RapidJSON would refuse as too big (it does
/// so even when it only copies the text) is a small one. What is no number stays, errors included.
std::string with_small_numbers(std::string_view text);

/// What came of reading a text: no error when `code` is kParseErrorNone.
struct ReadResult {
  rapidjson::ParseErrorCode code = rapidjson::kParseErrorNone;
  std::size_t offset = 0;  ///< of the error, in bytes

  bool ok() const { return code == rapidjson::kParseErrorNone; }
};

/// Hands every event on, numbers as they stand in the original of a text with small numbers.
template <class Handler>
class OriginalNumbers {
 public:
  OriginalNumbers(Handler& handler, std::string_view original, rapidjson::MemoryStream& stream)
      : handler_(handler), original_(original), stream_(stream) {}

  bool Null() { return handler_.Null(); }
  bool Bool(bool value) { return handler_.Bool(value); }
  bool Int(int value) { return handler_.Int(value); }
  bool Uint(unsigned value) { return handler_.Uint(value); }
  bool Int64(std::int64_t value) { return handler_.Int64(value); }
  bool Uint64(std::uint64_t value) { return handler_.Uint64(value); }
  bool Double(double value) { return handler_.Double(value); }
  bool RawNumber(const char*, rapidjson::SizeType size, bool copy) {
    return handler_.RawNumber(original_.data() + (stream_.Tell() - size), size, copy);
  }
  bool String(const char* text, rapidjson::SizeType size, bool copy) {
    return handler_.String(text, size, copy);
  }
  bool StartObject() { return handler_.StartObject(); }
  bool Key(const char* text, rapidjson::SizeType size, bool copy) {
    return handler_.Key(text, size, copy);
  }
  bool EndObject(rapidjson::SizeType count) { return handler_.EndObject(count); }
  bool StartArray() { return handler_.StartArray(); }
  bool EndArray(rapidjson::SizeType count) { return handler_.EndArray(count); }

 private:
  Handler& handler_;
  std::string_view original_;
  rapidjson::MemoryStream& stream_;
};

/// Reads the stream to the end of `text`. A NUL outside of a string is an error, not the end.
template <unsigned flags, class Handler>
ReadResult read_stream(rapidjson::MemoryStream& stream, std::string_view text, Handler& handler) {
  rapidjson::Reader reader;
  reader.Parse<flags>(stream, handler);
  if (reader.HasParseError()) return {reader.GetParseErrorCode(), reader.GetErrorOffset()};
  if (stream.Tell() != text.size()) {
    return {rapidjson::kParseErrorDocumentRootNotSingular, stream.Tell()};
  }
  return {};
}

/// Runs `handler` over one JSON text; numbers come as RawNumber, of any size. `handler.clear()`
/// must bring it back to its first state: a text with a number beyond double is read twice.
template <unsigned flags = exact_flags, class Handler>
ReadResult read_events(std::string_view text, Handler& handler) {
  rapidjson::MemoryStream stream(text.data(), text.size());
  const ReadResult result = read_stream<flags>(stream, text, handler);
  if (result.code != rapidjson::kParseErrorNumberTooBig) return result;
  handler.clear();
  const std::string small = with_small_numbers(text);
  rapidjson::MemoryStream again(small.data(), small.size());
  OriginalNumbers<Handler> original(handler, text, again);
  return read_stream<flags>(again, small, original);
}

}  // namespace edca::json
