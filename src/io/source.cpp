#include "io/source.hpp"

#include "io/file.hpp"
#include "io/given.hpp"
#include "io/names.hpp"
#include "io/standard_input.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <optional>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace edca::io {
namespace {

/// U+0080 to U+009F as Windows-1252 has them; its five undefined bytes stay control characters.
constexpr std::array<char16_t, 32> windows1252_high = {
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

/// The UTF-8 of a byte of a one-byte encoding, and how many bytes that are.
struct Letter {
  char bytes[4] = {};
  std::uint32_t size = 0;
};

/// The upper half of a one-byte encoding.
std::array<Letter, 128> upper_half(Encoding encoding) {
  std::array<Letter, 128> table;
  for (std::size_t i = 0; i < table.size(); ++i) {
    const bool moved = encoding == Encoding::windows1252 && i < windows1252_high.size();
    std::string text;
    append_utf8(text, moved ? windows1252_high[i] : static_cast<char16_t>(0x80 + i));
    table[i].size = static_cast<std::uint32_t>(text.copy(table[i].bytes, sizeof table[i].bytes));
  }
  return table;
}

/// Copies a piece of a text, and answers how many bytes of ASCII stand in front of others in it.
#ifdef __SSE2__
constexpr std::size_t piece_size = 16;

std::size_t copy_piece(const char* from, char* to) {
  const __m128i piece = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from));
  _mm_storeu_si128(reinterpret_cast<__m128i*>(to), piece);
  const auto high = static_cast<unsigned>(_mm_movemask_epi8(piece));
  return high == 0 ? piece_size : static_cast<std::size_t>(std::countr_zero(high));
}
#else
constexpr std::size_t piece_size = sizeof(std::uint64_t);

std::size_t copy_piece(const char* from, char* to) {
  std::uint64_t piece = 0;
  std::memcpy(&piece, from, sizeof piece);
  std::memcpy(to, &piece, sizeof piece);
  const std::uint64_t high = piece & 0x8080808080808080u;
  if (high == 0) return piece_size;
  const int bits =
      std::endian::native == std::endian::little ? std::countr_zero(high) : std::countl_zero(high);
  return static_cast<std::size_t>(bits) / 8;
}
#endif

/// Gives the text of a one-byte encoding as UTF-8.
class Transcoder final : public Source {
 public:
  Transcoder(std::unique_ptr<Source> source, Encoding encoding)
      : source_(std::move(source)), upper_(upper_half(encoding)), buffer_(buffer_size, '\0') {}

  std::size_t read(char* data, std::size_t size) override {
    if (size == 0) return 0;
    if (rest_.empty() && at_ == end_) {
      at_ = end_ = 0;
      end_ = source_->read(buffer_.data(), buffer_.size());
    }
    std::size_t given = take_rest(data, size);
    given += put_pieces(data + given, size - given);
    while (given < size && at_ < end_) {
      const char c = buffer_[at_++];
      if (static_cast<unsigned char>(c) < 0x80) {
        data[given++] = c;
        continue;
      }
      const Letter& letter = upper_[static_cast<unsigned char>(c) & 0x7F];
      rest_ = {letter.bytes, letter.size};
      given += take_rest(data + given, size - given);
    }
    return given;
  }

  std::uint64_t packed() const override { return source_->packed(); }

 private:
  static constexpr std::size_t buffer_size = 64u << 10;

  /// Puts what can be put without looking at each byte: there is room for a piece and a letter,
  /// and a piece and a letter are left.
  std::size_t put_pieces(char* data, std::size_t size) {
    std::size_t given = 0;
    while (given + piece_size + sizeof(Letter::bytes) <= size && at_ + piece_size < end_) {
      const std::size_t plain = copy_piece(buffer_.data() + at_, data + given);
      given += plain;
      at_ += plain;
      if (plain == piece_size) continue;
      const Letter& letter = upper_[static_cast<unsigned char>(buffer_[at_++]) & 0x7F];
      std::memcpy(data + given, letter.bytes, sizeof letter.bytes);
      given += letter.size;
    }
    return given;
  }

  /// Gives what is left of a character that did not fit.
  std::size_t take_rest(char* data, std::size_t size) {
    const std::size_t given = rest_.copy(data, size);
    rest_.remove_prefix(given);
    return given;
  }

  std::unique_ptr<Source> source_;
  std::array<Letter, 128> upper_;
  std::string buffer_;
  std::size_t at_ = 0;
  std::size_t end_ = 0;
  std::string_view rest_;  ///< of a letter of upper_
};

/// Unpacks as the packing says. A head that is too short to tell is left to the unpacker, which
/// calls it truncated.
std::unique_ptr<Source> unpack(std::unique_ptr<File> file, Packing packing,
                               const UnpackLimits& limits) {
  const std::string_view head = file->peek();
  const Magic magic = magic_of(head);
  if (packing == Packing::gzip) {
    const bool fits = magic == Magic::gzip || std::string_view("\x1f").starts_with(head);
    if (!fits) throw InputFault("input.unreadable", "broken-gzip");
    return gunzip(std::move(file), limits);
  }
  const bool fits = magic == Magic::zstd || std::string_view("\x28\xb5\x2f").starts_with(head);
  if (!fits) throw InputFault("input.unreadable", "broken-zstd");
  return unzstd(std::move(file), limits);
}

/// A file that should be plain. What its first read gives says whether it is, and a read that stops
/// where the file was said to end is the last one, so that a small file is read with one call.
class Plain final : public Source {
 public:
  Plain(std::unique_ptr<File> file, const Input& input, const UnpackLimits& limits)
      : file_(std::move(file)),
        limits_(limits),
        size_(input.bytes),
        stream_(input.standard_input() || input.stream) {}

  std::size_t read(char* data, std::size_t size) override {
    if (unpacked_) return unpacked_->read(data, size);
    if (ended_) return 0;
    const bool first = taken_ == 0;
    // Too little room to tell by what is read.
    const Magic peeked = first && size < magic_size ? magic_of(file_->peek()) : Magic::none;
    const std::size_t got = first ? fill(data, size) : file_->read(data, size);
    taken_ += got;
    ended_ = got < size && taken_ == size_;
    if (!first) return got;
    const Magic magic = size < magic_size ? peeked : magic_of({data, got});
    if (magic == Magic::none) return got;
    if (magic == Magic::zip)
      throw InputFault("input.unreadable", stream_ ? "zip-stream" : "zip-name");
    file_->give_back({data, got});
    unpacked_ = magic == Magic::gzip ? gunzip(std::move(file_), limits_)
                                     : unzstd(std::move(file_), limits_);
    return unpacked_->read(data, size);
  }

 private:
  /// Enough bytes to tell, unless the file is shorter.
  std::size_t fill(char* data, std::size_t size) {
    std::size_t got = 0;
    while (got < std::min(size, magic_size)) {
      const std::size_t more = file_->read(data + got, size - got);
      if (more == 0) break;
      got += more;
    }
    return got;
  }

  std::unique_ptr<File> file_;
  std::unique_ptr<Source> unpacked_;
  UnpackLimits limits_;
  std::uint64_t size_;
  std::uint64_t taken_ = 0;
  bool stream_;
  bool ended_ = false;
};

class Memory final : public Source {
 public:
  explicit Memory(std::string_view bytes) : bytes_(bytes) {}

  std::size_t read(char* data, std::size_t size) override {
    const std::size_t got = bytes_.copy(data, size);
    bytes_.remove_prefix(got);
    return got;
  }

 private:
  std::string_view bytes_;
};

}  // namespace

std::unique_ptr<Source> open(const Input& input, const UnpackLimits& limits) {
  if (input.memory) {
    auto memory = std::make_unique<Memory>(*input.memory);
    if (input.cells) return memory;
    return unpack_given(std::move(memory), limits);
  }
  if (auto given = open_given(input))
    return given_as_lines(input) ? std::move(given) : unpack_given(std::move(given), limits);
  if (input.packing == Packing::zip_member) {
    std::unique_ptr<Source> member = open_member(input, limits);
    const std::optional<Packing> inner = packing_by_name(input.member);
    if (inner == Packing::gzip) return gunzip(std::move(member), limits);
    if (inner == Packing::zstd) return unzstd(std::move(member), limits);
    return member;
  }
  auto file = input.standard_input() ? open_standard_input() : std::make_unique<File>(input.path);
  if (input.packing == Packing::plain)
    return std::make_unique<Plain>(std::move(file), input, limits);
  return unpack(std::move(file), input.packing, limits);
}

std::unique_ptr<Source> transcode(std::unique_ptr<Source> source, Encoding encoding) {
  if (encoding == Encoding::utf8) return source;
  return std::make_unique<Transcoder>(std::move(source), encoding);
}

}  // namespace edca::io
