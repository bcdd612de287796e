#include "json/meant_string.hpp"

#include <algorithm>

#include "json/foreign.hpp"
#include "json/scan.hpp"

namespace edca::json {
namespace {

bool begins_number(char c) {
  return c == '-' || (c >= '0' && c <= '9');
}

bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20;
}

bool is_one_of(char c, std::string_view signs) {
  return signs.find(c) != std::string_view::npos;
}

class Search {
 public:
  Search(const char* from, const StringContext& context, std::size_t& budget)
      : from_(from), context_(context), end_(context.end), budget_(budget) {}

  MeantString run() {
    for (const char* at = from_;;) {
      const Stop stop = quote_or_line_end(at, end_);
      if (stop.at == nullptr) return at_end();
      if (stop.quote ? quote(stop.at) : line_end(stop.at)) return result_;
      // Of several line breaks in a row, what follows is the same.
      const char* const next = stop.quote ? stop.at + 1 : skip_space(stop.at, end_);
      const auto passed = static_cast<std::size_t>(next - at);
      at = next;
      if (first_quote_ == nullptr) continue;
      if (passed > budget_) return give_up();
      budget_ -= passed;
    }
  }

 private:
  /// Whether a quote ends the string, one way or another.
  bool quote(const char* at) {
    const bool first = first_quote_ == nullptr;
    if (first && may_close(at)) return ends(at + 1);
    if (const char* closing = opens_next(at)) return lacks_quote(closing);
    if (!first && closes(at)) return ends(at + 1);
    if (first) first_quote_ = at;
    mistake(skip_space(at + 1, end_));
    return false;
  }

  bool line_end(const char* at) {
    if (const char* closing = goes_on_below(at)) return lacks_quote(closing);
    if (first_quote_ != nullptr) {
      result_ = give_up();
      return true;
    }
    mistake(at);
    return false;
  }

  MeantString at_end() {
    const char* const closing = context_.setting.whole ? closers(end_, Next::nothing) : nullptr;
    if (closing == nullptr) return give_up();
    lacks_quote(closing);
    return result_;
  }

  MeantString give_up() {
    result_.end = first_quote_ == nullptr ? nullptr : first_quote_ + 1;
    return result_;
  }

  void mistake(const char* at) {
    if (result_.mistake == nullptr) result_.mistake = at;
  }

  bool ends(const char* at) {
    result_.end = at;
    return true;
  }

  /// The string ends at what closes the values around it, where its quote should stand.
  bool lacks_quote(const char* closing) {
    if (result_.mistake == nullptr || first_quote_ != nullptr) {
      result_.missing = true;
      result_.mistake = closing;
    }
    return ends(closing);
  }

  /// Whether the string may end with its first quote: what follows is no word.
  bool may_close(const char* quote) const {
    const char* next = skip_foreign(quote + 1, end_);
    if (next == end_) return true;
    if (context_.name) return is_one_of(*next, ":=\"{[,}]") || begins_number(*next);
    if (is_one_of(*next, "}]:{[;") || is_control(*next)) return true;
    if (*next == '"') return context_.in_array() || is_name(next);
    if (*next != ',') return false;
    next = skip_foreign(next + 1, end_);
    return next == end_ || context_.in_array() || is_one_of(*next, "\"}],{['") ||
           is_control(*next) || is_bare_name(next);
  }

  /// Whether the string ends here for sure: the member or element behind it can be seen.
  bool closes(const char* quote) const {
    const char* next = skip_space(quote + 1, end_);
    if (next == end_) return true;
    if (context_.name) return *next == ':';
    if (*next == (context_.in_array() ? ']' : '}')) return true;
    if (*next != ',') return false;
    next = skip_space(next + 1, end_);
    if (next == end_) return true;
    return context_.in_array() ? is_one_of(*next, "\"{[tfn") || begins_number(*next)
                               : is_name(next);
  }

  /// Where the string was meant to end when a quote opens what comes behind it; nullptr when it
  /// does not.
  const char* opens_next(const char* quote) const {
    const char* before = back(quote);
    const char last = before == from_ ? '\0' : before[-1];
    if (context_.name && last == ':') return before - 1;
    if (last == '{' && is_name(quote)) {
      before = back(before - 1);
      if (before == from_ || before[-1] != ',') return nullptr;
      const char* const closing = closers(before, Next::element);
      return closing == nullptr || (*closing == ',' && !context_.in_array()) ? nullptr : closing;
    }
    if (last != ',') return nullptr;
    if (is_name(quote)) return closers(before, Next::member);
    return context_.in_array() && is_element(quote) ? closers(before, Next::element) : nullptr;
  }

  const char* back(const char* at) const {
    while (at > from_ && is_one_of(at[-1], " \t\r")) --at;
    return at;
  }

  /// Behind a string in one line, at most; `end_` when there is none.
  const char* behind_short(const char* quote) const {
    constexpr std::ptrdiff_t longest = 256;
    const char* const limit = std::min(end_, quote + std::min(longest, end_ - quote));
    const Stop stop = quote_or_line_end(quote + 1, limit);
    return stop.quote ? skip_space(stop.at + 1, end_) : end_;
  }

  bool is_name(const char* at) const {
    const char* const behind = *at == '"' ? behind_short(at) : end_;
    return behind < end_ && *behind == ':';
  }

  bool is_element(const char* at) const {
    const char* const behind = *at == '"' ? behind_short(at) : end_;
    return behind < end_ && (*behind == ',' || *behind == ']');
  }

  /// A name without its opening quote, or without any.
  bool is_bare_name(const char* at) const {
    const char* stop = at;
    while (stop < end_ && stop - at < 64 && !is_one_of(*stop, "\",:{}[]\n")) ++stop;
    if (stop == end_) return true;
    if (*stop == ':') return std::find(at, stop, ' ') == stop;
    if (*stop != '"') return false;
    stop = skip_space(stop + 1, end_);
    return stop == end_ || *stop == ':';
  }

  /// Where the string was meant to end when JSON goes on below its line; nullptr when it does not.
  const char* goes_on_below(const char* line_end) const {
    const char* const next = skip_space(line_end, end_);
    if (next == end_) return context_.setting.whole ? closers(line_end, Next::nothing) : nullptr;
    if (*next == '{' || *next == '[') {
      const char* const closing = closers(line_end, Next::element);
      return closing == nullptr || (*closing == ',' && !context_.in_array()) ? nullptr : closing;
    }
    const bool member = is_name(next);
    if (!member && !is_one_of(*next, "}]") && !(context_.in_array() && is_element(next)))
      return nullptr;
    const char* const closing = closers(line_end, member ? Next::member : Next::other);
    return closing == nullptr ? line_end : closing;
  }

  /// What comes behind brackets that close values around the string.
  enum class Next { nothing, member, element, other };

  /// The first of the closing brackets and commas before `to` that fit what is open and what comes
  /// behind them; nullptr when none do.
  const char* closers(const char* to, Next next) const {
    constexpr std::ptrdiff_t longest = 128;
    const char* run = to;
    while (run > from_ && to - run < longest && is_one_of(run[-1], " \t\r\n,}]")) --run;
    for (; run < to; ++run) {
      if (is_one_of(*run, ",}]") && fits(run, to, next)) return run;
    }
    return nullptr;
  }

  bool fits(const char* run, const char* to, Next next) const {
    std::size_t depth = context_.open.size();
    for (; run < to; ++run) {
      if (*run != '}' && *run != ']') continue;
      if (depth == 0) return true;
      if (context_.open[depth - 1] != (*run == '}' ? '{' : '[')) return false;
      --depth;
    }
    if (depth == 0)
      return next != Next::member || context_.open.empty() || context_.setting.in_object;
    if (next == Next::member) return context_.open[depth - 1] == '{';
    if (next == Next::element) return context_.open[depth - 1] == '[';
    return next == Next::other;
  }

  const char* from_;
  const StringContext& context_;
  const char* end_;
  std::size_t& budget_;
  const char* first_quote_ = nullptr;  ///< one that did not close the string
  MeantString result_;
};

}  // namespace

Stop quote_or_line_end(const char* from, const char* end) {
  for (const char* at = from; at < end; ++at) {
    if (*at == '\\') {
      ++at;
    } else if (*at == '"' || *at == '\n') {
      return {at, *at == '"'};
    }
  }
  return {};
}

MeantString meant_string(const char* from, const StringContext& context, std::size_t& budget) {
  return Search(from, context, budget).run();
}

}  // namespace edca::json
