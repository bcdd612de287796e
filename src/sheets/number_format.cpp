#include "sheets/number_format.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "base/text.hpp"

namespace edca::sheets {
namespace {

constexpr std::string_view currency_signs[] = {"$", "€", "£", "¥"};

/// What stands in brackets: `[$MXN-80A]` is a currency, `[h]` hours that go on past 24, `[Red]` a
/// color, `[>100]` a condition.
void read_brackets(std::string_view inside, NumberFormat& format) {
  if (inside.starts_with('$')) {
    const std::string_view currency = inside.substr(1, inside.find('-') - 1);
    if (currency.empty()) return;
    format.shown = Shown::currency;
    format.currency = currency;
    return;
  }
  const std::string folded = base::fold(inside);
  const bool elapsed = !folded.empty() &&
                       std::string_view("hms").find(folded[0]) != std::string_view::npos &&
                       folded.find_first_not_of(folded[0]) == std::string::npos;
  if (elapsed) format.shown = Shown::date;
}

/// What stands for itself: in quotes, or behind a sign of escape.
void read_literal(std::string_view text, NumberFormat& format) {
  for (const std::string_view sign : currency_signs) {
    if (text.find(sign) == std::string_view::npos || format.shown == Shown::date) continue;
    format.shown = Shown::currency;
    format.currency = sign;
  }
}

class FormatReader {
 public:
  explicit FormatReader(std::string_view code) : code_(code) {}

  NumberFormat run() {
    for (; at_ < code_.size() && code_[at_] != ';'; ++at_) take();
    if (only_zeros_ && zeros_ > 1) {
      format_.digits = static_cast<std::uint8_t>(std::min<std::size_t>(zeros_, UINT8_MAX));
    }
    if (format_.shown != Shown::currency) format_.currency.clear();
    return format_;
  }

 private:
  void take() {
    const char c = code_[at_];
    if (c == '[' || c == '"') {
      const std::size_t end = std::min(code_.find(c == '[' ? ']' : '"', at_ + 1), code_.size());
      const std::string_view inside = code_.substr(at_ + 1, end - at_ - 1);
      if (c == '[') {
        read_brackets(inside, format_);
      } else {
        read_literal(inside, format_);
      }
      at_ = end;
    } else if (c == '\\' || c == '_' || c == '*') {
      ++at_;
      if (c == '\\') read_literal(code_.substr(std::min(at_, code_.size()), 1), format_);
    } else if (std::string_view("ymdhsYMDHS").find(c) != std::string_view::npos) {
      format_.shown = Shown::date;
    } else if (c == '%') {
      if (format_.shown == Shown::plain) format_.shown = Shown::percent;
    } else {
      take_plain(c);
    }
  }
  void take_plain(char c) {
    if (c == '0') ++zeros_;
    if (std::string_view("#?.,/Ee@").find(c) != std::string_view::npos) only_zeros_ = false;
    for (const std::string_view sign : currency_signs) {
      if (code_.substr(at_).starts_with(sign)) read_literal(sign, format_);
    }
  }

  std::string_view code_;
  std::size_t at_ = 0;
  std::size_t zeros_ = 0;
  bool only_zeros_ = true;
  NumberFormat format_;
};

/// The digits at the start, which are taken away from the text.
std::string_view take_digits(std::string_view& text) {
  const auto end = std::ranges::find_if_not(text, base::is_digit);
  const auto count = static_cast<std::size_t>(end - text.begin());
  const std::string_view digits = text.substr(0, count);
  text.remove_prefix(count);
  return digits;
}

bool take_one_of(std::string_view& text, std::string_view signs, char& sign) {
  if (text.empty() || signs.find(text[0]) == std::string_view::npos) return false;
  sign = text[0];
  text.remove_prefix(1);
  return true;
}

}  // namespace

NumberFormat read_format(std::string_view code) {
  if (base::fold(code.substr(0, 7)) == "general") return {};
  return FormatReader(code).run();
}

NumberFormat built_in_format(std::uint64_t number) {
  const auto within = [&](std::uint64_t first, std::uint64_t last) {
    return number >= first && number <= last;
  };
  NumberFormat format;
  if (within(14, 22) || within(27, 36) || within(45, 47) || within(50, 58)) {
    format.shown = Shown::date;
  } else if (within(9, 10)) {
    format.shown = Shown::percent;
  } else if (within(5, 8) || number == 42 || number == 44) {
    format.shown = Shown::currency;
    format.currency = "$";
  }
  return format;
}

bool append_number(std::string_view text, std::string& out) {
  const std::size_t before = out.size();
  char sign = '+';
  static_cast<void>(take_one_of(text, "+-", sign));
  if (sign == '-') out += '-';
  std::string_view whole = take_digits(text);
  const bool digits = !whole.empty();
  while (whole.size() > 1 && whole[0] == '0') whole.remove_prefix(1);
  out += digits ? whole : "0";
  char point = '.';
  bool more = false;
  if (take_one_of(text, ".", point)) {
    const std::string_view fraction = take_digits(text);
    more = !fraction.empty();
    if (more) out.append(1, '.').append(fraction);
  }
  bool good = digits || more;
  char e = 'e';
  if (good && take_one_of(text, "eE", e)) {
    out += e;
    char exponent_sign = '+';
    if (take_one_of(text, "+-", exponent_sign)) out += exponent_sign;
    const std::string_view exponent = take_digits(text);
    out += exponent;
    good = !exponent.empty();
  }
  good = good && text.empty();
  if (!good) out.resize(before);
  return good;
}

}  // namespace edca::sheets
