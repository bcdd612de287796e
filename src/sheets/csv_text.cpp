#include "sheets/csv_text.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "base/text.hpp"
#include "sheets/unicode.hpp"

namespace edca::sheets {
namespace {

constexpr std::size_t text_block = 256u << 10;
constexpr std::size_t sample_bytes = 64u << 10;
constexpr std::size_t sample_records = 50;
constexpr std::string_view delimiters = ",;\t|";

/// UTF-16 as UTF-8. Halves of surrogate pairs that stand alone, and half a unit at the end, become
/// U+FFFD.
class Utf16 final : public io::Source {
 public:
  Utf16(std::unique_ptr<io::Source> source, bool big) : source_(std::move(source)), big_(big) {}

  std::size_t read(char* data, std::size_t size) override {
    while (at_ == text_.size()) {
      text_.clear();
      at_ = 0;
      if (ended_) return 0;
      decode_some();
    }
    const std::size_t got = text_.copy(data, size, at_);
    at_ += got;
    return got;
  }
  std::uint64_t packed() const override { return source_->packed(); }

 private:
  void decode_some() {
    const std::size_t before = bytes_.size();
    bytes_.resize(before + sample_bytes);
    const std::size_t got = source_->read(bytes_.data() + before, sample_bytes);
    bytes_.resize(before + got);
    ended_ = got == 0;
    std::size_t at = 0;
    for (; at + 2 <= bytes_.size(); at += 2) take(unit(at));
    bytes_.erase(0, at);
    if (!ended_) return;
    if (high_ != 0 || !bytes_.empty()) put(replacement);
    high_ = 0;
  }
  std::uint32_t unit(std::size_t at) const {
    const auto first = static_cast<unsigned char>(bytes_[at]);
    const auto second = static_cast<unsigned char>(bytes_[at + 1]);
    return big_ ? first * 256u + second : second * 256u + first;
  }
  void take(std::uint32_t unit) {
    const bool high = unit >= 0xD800 && unit < 0xDC00;
    const bool low = unit >= 0xDC00 && unit < 0xE000;
    if (high_ != 0 && !low) put(replacement);
    if (high_ != 0 && low) {
      put(0x10000 + ((high_ - 0xD800) << 10) + (unit - 0xDC00));
    } else if (low) {
      put(replacement);
    } else if (!high) {
      put(unit);
    }
    high_ = high ? unit : 0;
  }
  void put(std::uint32_t code) { append_utf8(code, text_); }

  static constexpr std::uint32_t replacement = 0xFFFD;

  std::unique_ptr<io::Source> source_;
  bool big_;
  std::string bytes_;  ///< not decoded yet
  std::string text_;
  std::size_t at_ = 0;
  std::uint32_t high_ = 0;  ///< the first half of a pair
  bool ended_ = false;
};

/// Fills a text up to a size; less only at the end, or where a fault comes that reading will meet.
std::string read_some(io::Source& source, std::size_t size) {
  std::string text(size, '\0');
  std::size_t filled = 0;
  try {
    while (filled < size) {
      const std::size_t got = source.read(text.data() + filled, size - filled);
      if (got == 0) break;
      filled += got;
    }
  } catch (const io::InputFault&) {
    // What stands before it is read first.
  }
  text.resize(filled);
  return text;
}

std::optional<TextEncoding> utf16(std::string_view head) {
  if (head.starts_with("\xFF\xFE")) return TextEncoding::utf16_little;
  if (head.starts_with("\xFE\xFF")) return TextEncoding::utf16_big;
  std::size_t zeros[2] = {0, 0};
  for (std::size_t at = 0; at < head.size(); ++at) zeros[at % 2] += head[at] == '\0' ? 1 : 0;
  const std::size_t half = head.size() / 2;
  const auto most = [&](std::size_t count) { return half > 0 && count > half - half / 4; };
  if (most(zeros[1]) && zeros[0] == 0) return TextEncoding::utf16_little;
  if (most(zeros[0]) && zeros[1] == 0) return TextEncoding::utf16_big;
  return std::nullopt;
}

/// The place of the first byte that is not UTF-8; nothing where all are.
std::optional<std::uint64_t> find_not_utf8(io::Source& source) {
  std::uint64_t passed = 0;
  std::string text;
  for (;;) {
    // A character may be cut off at the end: it is looked at again with what follows.
    std::string more = read_some(source, text_block);
    const bool last = more.size() < text_block;
    text += more;
    const std::size_t wrong = base::invalid_utf8(text);
    const bool cut = !last && wrong < text.size() && text.size() - wrong < 4;
    if (wrong < text.size() && !cut) return passed + wrong;
    if (last) return std::nullopt;
    passed += wrong;
    text.erase(0, wrong);
  }
}

/// What a delimiter makes of a text.
struct Trial {
  std::size_t odd_quotes = 0;  ///< with something between a quote that closes and the delimiter
  std::size_t alike = 0;       ///< records that have the most frequent number of fields, above one
  std::size_t fields = 0;      ///< this number
};

Trial try_delimiter(std::string_view text, char delimiter) {
  enum class State { begin, plain, quoted, closing } state = State::begin;
  Trial trial;
  std::map<std::size_t, std::size_t> widths;
  std::size_t fields = 1;
  std::size_t records = 0;
  bool blank = true;
  const auto end_record = [&] {
    if (!blank && fields > 1) ++widths[fields];
    records += blank ? 0 : 1;
    fields = 1;
    blank = true;
    state = State::begin;
  };
  for (std::size_t at = 0; at < text.size() && records < sample_records; ++at) {
    const char c = text[at];
    if (state == State::quoted) {
      if (c == '"') state = State::closing;
    } else if (c == '\n' || c == '\r') {
      end_record();
    } else if (c == delimiter) {
      ++fields;
      blank = false;
      state = State::begin;
    } else {
      const bool quote = c == '"' && state != State::plain;
      if (state == State::closing && !quote) ++trial.odd_quotes;
      state = quote ? State::quoted : State::plain;
      blank = false;
    }
  }
  if (text.size() < sample_bytes) end_record();
  for (const auto& [width, count] : widths) {
    if (std::tuple(count, width) > std::tuple(trial.alike, trial.fields)) {
      trial.alike = count;
      trial.fields = width;
    }
  }
  return trial;
}

/// The delimiter of a line "sep=;", with or without quotes.
std::optional<char> said_delimiter(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  std::string_view line = text.substr(0, text.find_first_of("\r\n"));
  if (line.size() == text.size()) return std::nullopt;
  if (line.starts_with('"') && line.ends_with('"')) line = line.substr(1, line.size() - 2);
  if (line.size() != 5 || base::fold(line.substr(0, 4)) != "sep=") return std::nullopt;
  const bool usable = line[4] != '"' && static_cast<unsigned char>(line[4]) < 0x80;
  return usable ? std::optional(line[4]) : std::nullopt;
}

}  // namespace

char find_delimiter(std::string_view sample) {
  char best = delimiters[0];
  Trial best_trial;
  best_trial.odd_quotes = sample.size();
  for (const char delimiter : delimiters) {
    const Trial trial = try_delimiter(sample, delimiter);
    const auto worth = [&](const Trial& each) {
      return std::tuple(each.alike > 0, sample.size() - each.odd_quotes, each.alike, each.fields);
    };
    if (worth(trial) <= worth(best_trial)) continue;
    best = delimiter;
    best_trial = trial;
  }
  return best;
}

std::unique_ptr<io::Source> as_utf8(std::unique_ptr<io::Source> source, TextEncoding encoding) {
  if (encoding == TextEncoding::utf8) return source;
  if (encoding == TextEncoding::windows1252) {
    return io::transcode(std::move(source), io::Encoding::windows1252);
  }
  return std::make_unique<Utf16>(std::move(source), encoding == TextEncoding::utf16_big);
}

CsvFacts find_csv_facts(const OpenText& open) {
  CsvFacts facts;
  constexpr std::size_t enough = 1024;
  if (const auto found = utf16(read_some(*open(), enough))) {
    facts.encoding = *found;
  } else {
    facts.not_utf8 = find_not_utf8(*open());
    if (facts.not_utf8) facts.encoding = TextEncoding::windows1252;
  }
  const std::string sample = read_some(*as_utf8(open(), facts.encoding), sample_bytes);
  const std::optional<char> said = said_delimiter(sample);
  facts.says_delimiter = said.has_value();
  facts.delimiter = said ? *said : find_delimiter(sample);
  return facts;
}

}  // namespace edca::sheets
