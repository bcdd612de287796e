#include "json/tolerant.hpp"

#include <algorithm>
#include <string>

#include "json/foreign.hpp"
#include "json/meant_string.hpp"
#include "json/rapidjson.hpp"
#include "json/scan.hpp"

namespace edca::json {
namespace {

bool is_literal(std::string_view word) {
  return word == "true" || word == "false" || word == "null" ||
         word.find_first_not_of("+-.0123456789eE") == std::string_view::npos;
}

/// The name of the member that begins at `at`, quotes included; empty when there is none.
std::string_view name_at(const char* at, const char* end) {
  at = skip_space(at, end);
  if (at == end || *at != '"') return {};
  const Stop stop = quote_or_line_end(at + 1, end);
  return stop.quote ? std::string_view(at, static_cast<std::size_t>(stop.at + 1 - at))
                    : std::string_view();
}

/// The name of the first member of an object.
std::string_view first_name(const char* begin, const char* end) {
  return begin == end || *begin != '{' ? std::string_view() : name_at(begin + 1, end);
}

/// The name of the second one, where the first is a string.
std::string_view second_name(const char* begin, const char* end) {
  const std::string_view first = first_name(begin, end);
  if (first.empty()) return {};
  const char* at = skip_space(first.data() + first.size(), end);
  if (at == end || *at != ':') return {};
  const std::string_view value = name_at(at + 1, end);
  if (value.empty()) return {};
  at = skip_space(value.data() + value.size(), end);
  return at == end || *at != ',' ? std::string_view() : name_at(at + 1, end);
}

class Scan {
 public:
  Scan(std::string_view text, Setting setting)
      : begin_(text.data()), at_(text.data()), end_(text.data() + text.size()), setting_(setting) {}

  Tolerant run() {
    if (at_ == end_ || (*at_ != '"' && *at_ != '{' && *at_ != '[')) return result_;
    if (*at_ == '"') {
      string(false);
      if (!cut_) result_.end = at_;
      return result_;
    }
    while (result_.end == nullptr && !cut_) {
      at_ = skip_space(at_, end_);
      if (at_ == end_) break;
      if (!foreign()) step();
    }
    return result_;
  }

 private:
  enum class Expects { value, first_value, name, first_name, colon, comma };

  bool in_array() const { return !open_.empty() && open_.back() == '['; }

  void mistake(const char* at) {
    if (result_.mistake == nullptr) result_.mistake = at;
  }

  /// Passes over what stands between the signs of JSON and is none.
  bool foreign() {
    const ForeignSign sign = foreign_sign(at_, end_);
    if (sign.what == Foreign::none) return false;
    mistake(at_);
    cut_ = sign.end == nullptr;
    if (!cut_) at_ = sign.end;
    if (sign.what == Foreign::semicolon && expects_ == Expects::comma) expects_ = member();
    return true;
  }

  /// What comes after a comma in the container that is open.
  Expects member() const { return in_array() ? Expects::value : Expects::name; }

  void step() {
    switch (expects_) {
      case Expects::value:
      case Expects::first_value:
        return value();
      case Expects::name:
      case Expects::first_name:
        return name();
      case Expects::colon:
        return colon();
      case Expects::comma:
        return comma();
    }
  }

  void value() {
    switch (*at_) {
      case '"':
        return string(false);
      case '{':
      case '[':
        return open();
      case '}':
      case ']':
        if (expects_ != Expects::first_value || *at_ != ']') mistake(at_);
        return close();
      case ',':
      case ':':
        mistake(at_++);
        return;
      default:
        return scalar();
    }
  }

  void name() {
    switch (*at_) {
      case '"':
        return string(true);
      case '}':
      case ']':
        if (expects_ != Expects::first_name || *at_ != '}') mistake(at_);
        return close();
      case '{':
      case '[':
        mistake(at_);
        return expects_ == Expects::name && leave() ? void() : open();
      case ',':
      case ':':
        mistake(at_++);
        return;
      default:
        return stray(true);
    }
  }

  void colon() {
    switch (*at_) {
      case '=':
        mistake(at_);
        [[fallthrough]];
      case ':':
        ++at_;
        expects_ = Expects::value;
        return;
      case '"':
      case '{':
      case '[':
        mistake(at_);
        expects_ = Expects::value;
        return;
      case ',':
        mistake(at_++);
        expects_ = Expects::name;
        return;
      case '}':
      case ']':
        mistake(at_);
        return close();
      default:
        if (*at_ != '-' && (*at_ < '0' || *at_ > '9')) return stray(true);
        mistake(at_);
        expects_ = Expects::value;
    }
  }

  void comma() {
    switch (*at_) {
      case ',':
        comma_ = at_++;
        expects_ = member();
        return;
      case '}':
      case ']':
        return close();
      case ':':
        mistake(at_++);
        expects_ = Expects::value;
        return;
      case '"':
        mistake(at_);
        expects_ = member();
        return;
      case '{':
      case '[':
        mistake(at_);
        expects_ = Expects::value;
        return;
      default:
        return stray(false);
    }
  }

  void open() {
    if (open_.size() == depth_limit) {
      cut_ = true;
      return;
    }
    open_.push_back(*at_);
    expects_ = *at_ == '[' ? Expects::first_value : Expects::first_name;
    ++at_;
  }

  void close() {
    const char wanted = *at_ == '}' ? '{' : '[';
    if (open_.back() != wanted) {
      mistake(at_);
      const auto below = std::find(open_.rbegin(), open_.rend(), wanted);
      if (below == open_.rend()) {
        // The list around this value ends here, unless the bracket is one too many.
        if (wanted == '[' && !is_surplus()) {
          result_.end = at_;
        } else {
          ++at_;
          expects_ = Expects::comma;
        }
        return;
      }
      open_.erase(below.base(), open_.end());
    }
    open_.pop_back();
    ++at_;
    expects_ = Expects::comma;
    if (open_.empty()) result_.end = at_;
  }

  /// Whether behind a bracket this value ends and another one follows, or the list ends.
  bool is_surplus() const {
    const char* at = skip_space(at_ + 1, end_);
    if (at == end_ || *at != '}') return false;
    at = skip_space(at + 1, end_);
    if (at < end_ && *at == ']') return true;
    const bool several = at < end_ && *at == '}';
    while (at < end_ && *at == '}') at = skip_space(at + 1, end_);
    if (at == end_ || *at != ',') return false;
    at = skip_space(at + 1, end_);
    if (at == end_ || *at != '{') return false;
    return !several || is_like(at);
  }

  /// Whether an object starts as this value does.
  bool is_like(const char* object) const {
    const std::string_view own = first_name(begin_, end_);
    return !own.empty() && first_name(object, end_) == own;
  }

  /// An object where a name should stand: the closing bracket of one around is missing. False when
  /// it does not look like that.
  bool leave() {
    std::size_t depth = open_.size();
    while (depth > 0 && open_[depth - 1] == '{') --depth;
    if (depth == 0) {
      if (comma_ == nullptr || !is_like(at_)) return false;
      result_.end = comma_;
      return true;
    }
    open_.resize(depth);
    expects_ = Expects::value;
    return true;
  }

  void scalar() {
    const char* stop = at_;
    while (stop < end_ && std::string_view(" \t\r\n,]}[{:\"").find(*stop) == std::string_view::npos)
      ++stop;
    cut_ = stop == end_;
    if (cut_) return;
    if (!is_literal({at_, static_cast<std::size_t>(stop - at_)})) return stray(false);
    at_ = stop;
    expects_ = Expects::comma;
  }

  /// A string, up to the end that was meant.
  void string(bool name) {
    const MeantString meant = meant_string(at_ + 1, {end_, setting_, name, open_}, budget_);
    if (meant.mistake != nullptr && result_.mistake == nullptr)
      result_.missing_quote = meant.missing;
    if (meant.mistake != nullptr) mistake(meant.mistake);
    cut_ = meant.end == nullptr;
    if (cut_) return;
    at_ = meant.end;
    const bool named = name && (!meant.missing || (at_ < end_ && *at_ == ':'));
    expects_ = named ? Expects::colon : Expects::comma;
  }

  /// Text where none should be: a word without quotes (None, 'x') where a sign that may stand
  /// behind one follows; else what comes before the next quote belongs to a string that has lost
  /// its quotes.
  void stray(bool name) {
    mistake(at_);
    const char* const stop = word_end();
    if (stop < end_ && (*stop == ',' || *stop == '}' || *stop == ']' || (name && *stop == ':'))) {
      at_ = stop;
      expects_ = *stop == ':' ? Expects::colon : Expects::comma;
      return;
    }
    rest_of_stray();
    const char* next = cut_ ? end_ : skip_space(at_, end_);
    if (name && next < end_ && *next == ':') expects_ = Expects::colon;
  }

  /// The first sign behind text that no quote or line break ends.
  const char* word_end() const {
    const char* stop = at_;
    while (stop < end_ && std::string_view("\n,]}[{:\"\\").find(*stop) == std::string_view::npos)
      ++stop;
    return skip_space(stop, end_);
  }

  void rest_of_stray() {
    for (const char* from = at_;; from = at_) {
      const Stop stop = quote_or_line_end(from, end_);
      cut_ = stop.at == nullptr;
      if (cut_) return;
      at_ = stop.at + 1;
      expects_ = Expects::comma;
      if (stop.quote || next_line()) return;
    }
  }

  /// Whether JSON goes on with a line.
  bool next_line() {
    at_ = skip_space(at_, end_);
    if (at_ == end_) return false;
    if (*at_ == '}' || *at_ == ']') {
      expects_ = Expects::comma;
    } else if (*at_ == '{') {
      expects_ = Expects::value;
    } else if (*at_ == '"' && opens_member(at_)) {
      expects_ = member();
    } else {
      return false;
    }
    return true;
  }

  /// Whether a string in one line is a name or element, by what follows it.
  bool opens_member(const char* quote) const {
    const Stop stop = quote_or_line_end(quote + 1, end_);
    const char* next = stop.quote ? skip_space(stop.at + 1, end_) : end_;
    if (next == end_) return false;
    return in_array() ? *next == ',' || *next == ']' : *next == ':';
  }

  const char* begin_;
  const char* at_;
  const char* end_;
  const char* comma_ = nullptr;  ///< the last one
  bool cut_ = false;             ///< the text ends inside of a string, or all is too deep
  Setting setting_;
  std::size_t budget_ = std::size_t{4} << 20;
  std::string open_;
  Expects expects_ = Expects::value;
  Tolerant result_;
};

bool goes_on(const char* at, const char* end) {
  at = skip_space(at, end);
  return at < end && (*at == ',' || *at == ']');
}

/// Before the comma of the next element that starts as the first one does and is JSON. Two names
/// tell the records of a list from the releases in them.
const char* next_like(std::string_view text, const char* mistake) {
  const char* from = mistake;
  constexpr int most = 4;
  constexpr std::ptrdiff_t farthest = 4 << 20;
  const char* const end = from + std::min(farthest, text.data() + text.size() - from);
  const std::string_view name = first_name(text.data(), end);
  if (name.empty()) return nullptr;
  const std::string_view second = second_name(text.data(), mistake);
  for (int tried = 0; tried < most && from < end;) {
    const std::size_t found =
        std::string_view(from, static_cast<std::size_t>(end - from)).find(name);
    if (found == std::string_view::npos) return nullptr;
    const char* at = from + found;
    from = at + 1;
    const auto back = [&] {
      while (at > text.data() && std::string_view(" \t\r\n").find(at[-1]) != std::string_view::npos)
        --at;
      return at > text.data() ? *--at : '\0';
    };
    if (back() != '{') continue;
    const char* const candidate = at;
    if (back() != ',') continue;
    if (!second.empty() && second_name(candidate, end) != second) continue;
    ++tried;
    const Tolerant value = tolerant_value({candidate, static_cast<std::size_t>(end - candidate)});
    if (value.mistake == nullptr && value.end != nullptr && goes_on(value.end, end)) return at;
  }
  return nullptr;
}

}  // namespace

Tolerant tolerant_value(std::string_view text, Setting setting) {
  return Scan(text, setting).run();
}

const char* damaged_end(std::string_view text, const Tolerant& value) {
  const char* const end = text.data() + text.size();
  if (value.end != nullptr && goes_on(value.end, end)) return value.end;
  const char* const next = value.mistake == nullptr ? nullptr : next_like(text, value.mistake);
  return next != nullptr ? next : value.end;
}

}  // namespace edca::json
