#include "select/expression.hpp"

#include <algorithm>

#include "base/suggest.hpp"
#include "edca/error.hpp"

namespace edca::select {
namespace {

constexpr std::size_t most_open = 100;  ///< brackets and "not" around a name

bool is_and(std::string_view word) {
  return word == "and" || word == "y";
}
bool is_or(std::string_view word) {
  return word == "or" || word == "o";
}
bool is_not(std::string_view word) {
  return word == "not" || word == "no";
}

}  // namespace

bool is_operator(std::string_view word) {
  return is_and(word) || is_or(word) || is_not(word);
}

/// Goes as deep as `most_open` allows.
class ExpressionReader {
 public:
  ExpressionReader(std::string_view text, const std::vector<std::string>& names,
                   const std::string& path)
      : text_(text), names_(names), path_(path) {
    made_.reasons_.assign(names.size(), false);
    next();
  }

  Expression read() {
    either(0, false);
    if (!word_.empty()) fail();
    return std::move(made_);
  }

 private:
  using Kind = Expression::Kind;

  void next() {
    constexpr std::string_view blank = " \t\r\n";
    at_ = std::min(text_.find_first_not_of(blank, end_), text_.size());
    const bool bracket = at_ < text_.size() && (text_[at_] == '(' || text_[at_] == ')');
    end_ = bracket ? at_ + 1 : std::min(text_.find_first_of(" \t\r\n()", at_), text_.size());
    word_ = text_.substr(at_, end_ - at_);
  }

  [[noreturn]] void fail() const {
    throw Error(ErrorKind::usage, "select.expression",
                {{"path", path_},
                 {"word", word_.empty() ? std::string("…") : std::string(word_.substr(0, 80))},
                 {"column", std::to_string(at_ + 1)}});
  }

  void either(std::size_t depth, bool negated) {
    for (both(depth, negated); is_or(word_);) {
      next();
      both(depth, negated);
      made_.steps_.push_back({Kind::disjunction});
    }
  }

  void both(std::size_t depth, bool negated) {
    for (one(depth, negated); is_and(word_);) {
      next();
      one(depth, negated);
      made_.steps_.push_back({Kind::conjunction});
    }
  }

  void one(std::size_t depth, bool negated) {
    if (depth == most_open) fail();
    if (is_not(word_)) {
      next();
      one(depth + 1, !negated);
      made_.steps_.push_back({Kind::negation});
    } else if (word_ == "(") {
      next();
      either(depth + 1, negated);
      if (word_ != ")") fail();
      next();
    } else {
      name(negated);
    }
  }

  void name(bool negated) {
    if (word_.empty() || word_ == ")" || is_operator(word_)) fail();
    const auto found = std::ranges::find(names_, word_);
    if (found == names_.end()) {
      const std::vector<std::string_view> known(names_.begin(), names_.end());
      throw Error(ErrorKind::usage, "select.rule-unknown",
                  {{"path", path_},
                   {"rule", std::string(word_.substr(0, 80))},
                   {"suggestion", std::string(base::nearest(word_, known))}});
    }
    const auto rule = static_cast<std::size_t>(found - names_.begin());
    if (!negated) made_.reasons_[rule] = true;
    made_.steps_.push_back({Kind::rule, rule});
    next();
  }

  std::string_view text_;
  const std::vector<std::string>& names_;
  const std::string& path_;
  std::size_t at_ = 0;   ///< of the word at hand
  std::size_t end_ = 0;  ///< of it
  std::string_view word_;
  Expression made_;
};

Expression Expression::all(std::size_t rules) {
  Expression made;
  made.reasons_.assign(rules, true);
  for (std::size_t rule = 0; rule < rules; ++rule) {
    made.steps_.push_back({Kind::rule, rule});
    if (rule > 0) made.steps_.push_back({Kind::conjunction});
  }
  return made;
}

Expression Expression::read(std::string_view text, const std::vector<std::string>& names,
                            const std::string& path) {
  return ExpressionReader(text, names, path).read();
}

bool Expression::holds(const std::vector<bool>& rules) const {
  std::vector<bool> stack;
  for (const Step& step : steps_) {
    if (step.kind == Kind::rule) {
      stack.push_back(rules[step.rule]);
      continue;
    }
    const bool last = stack.back();
    if (step.kind == Kind::negation) {
      stack.back() = !last;
      continue;
    }
    stack.pop_back();
    stack.back() = step.kind == Kind::conjunction ? stack.back() && last : stack.back() || last;
  }
  return stack.back();
}

}  // namespace edca::select
