#include <string_view>
#include <utility>

#include "json/foreign.hpp"
#include "json/reader_object.hpp"
#include "json/scan.hpp"
#include "json/tolerant.hpp"

// The part of Reader that goes on behind what is no JSON.

namespace edca::json {
namespace {

/// Whether something may follow here in a list or object, as far as can be seen.
bool goes_on(const char* at, const char* end, bool at_end) {
  at = skip_foreign(at, end);
  return at == end ? !at_end : *at == ',' || *at == ']' || *at == '}' || *at == '{' || *at == '"';
}

}  // namespace

/// Whether the value at `from` is no JSON, by what is there of it.
bool Reader::is_damaged(const char* from) const {
  return tolerant_value({from, end()}, {at_end_, state_ == State::members}).mistake != nullptr;
}

/// The end of an element or member as value_end() finds it. Of one that is no JSON brackets and
/// quotes may tell nothing: then the end that was meant, so that what stands behind it is read.
/// Once one was met, all are looked at in that way, so that none is gone through twice.
const char* Reader::element_end(const Batch& batch, const char* from) {
  const auto ahead = static_cast<std::size_t>(from - begin());
  if (*from != '{' && *from != '[' && *from != '"') return value_end(batch, from);
  while (!careful_) {
    const char* const value = begin() + ahead;
    bool odd = false;
    const char* const found = skip_value(value, end(), odd);
    if (found != nullptr) {
      careful_ = (odd || !goes_on(found, end(), at_end_)) && is_damaged(value);
      if (careful_) break;
      const bool large = static_cast<std::uint64_t>(found - value) > options_.item_limit;
      return large ? value_end(batch, value) : found;
    }
    if (!at_end_ && !batch.units.empty()) {
      full_ = true;
      return nullptr;
    }
    const bool enough = at_end_ || left() - ahead >= options_.chunk;
    careful_ = enough && is_damaged(value);
    if (enough && !careful_) return value_end(batch, value);
    if (!careful_) fill();
  }
  return tolerant_end(batch, begin() + ahead);
}

const char* Reader::tolerant_end(const Batch& batch, const char* from) {
  constexpr int most_searches = 16;  // each may go far
  const auto ahead = static_cast<std::size_t>(from - begin());
  for (;;) {
    const std::string_view text(begin() + ahead, end());
    const Tolerant value = tolerant_value(text, {at_end_, state_ == State::members});
    const char* const reached = value.end == nullptr ? end() : value.end;
    if (static_cast<std::uint64_t>(reached - text.data()) > options_.item_limit) {
      full_ = !batch.units.empty();
      too_large_ = !full_;
      return nullptr;
    }
    too_large_ = false;
    if (value.end == nullptr && need(batch)) continue;
    if (full_ || value.mistake == nullptr) return value.end;
    if (searches_++ >= most_searches) return reached;
    const char* const found = damaged_end(text, value);
    return found == nullptr ? end() : found;
  }
}

/// Notes the first mistake between the members of an object. Without a list of items the object is
/// judged whole, and whoever does that finds it.
void Reader::mistake(Batch& batch, const base::Place& place, std::string_view variant) {
  careful_ = true;
  if (object_->mistake) return;
  object_->mistake = place;
  object_->mistake_variant = variant;
  if (object_->envelope) tell_mistake(batch);
}

void Reader::tell_mistake(Batch& batch) {
  fault(batch, "input.syntax", object_->mistake_variant);
  batch.units.back().place = *object_->mistake;
}

/// The end of a name that has lost its opening quote; nullptr when there is none yet.
const char* Reader::stray_end(const Batch& batch) {
  too_large_ = false;
  for (std::size_t ahead = 0;;) {
    const std::string_view rest(begin() + ahead, end());
    if (const std::size_t quote = rest.find('"'); quote != std::string_view::npos)
      return rest.data() + quote + 1;
    ahead = left();
    too_large_ = ahead > options_.item_limit;
    if (too_large_ || !need(batch)) return nullptr;
  }
}

/// A bracket or colon between elements: one too many, or the list lacks its own.
void Reader::stray_bracket(Batch& batch) {
  const char* next = skip_space(begin() + 1, end());
  if (next == end() && (need(batch) || full_)) return;
  if (!std::exchange(object_->bracket_told, true)) fault(batch, "input.syntax", "other");
  careful_ = true;
  const bool ends = next == end() || *next == '"' || (*next == '}' && !object_->is_array);
  if (*begin() == '}' && ends && !object_->is_array) {
    object_->mistake = place_;
    end_list();
  } else {
    consume(begin() + 1);
  }
}

/// Passes over what stands between values and is no JSON. False when nothing of the kind does, or
/// when the batch has to go out first.
bool Reader::step_foreign(Batch& batch) {
  constexpr std::size_t enough = 3;  // bytes to know any of them by
  ForeignSign sign;
  do {
    sign = foreign_sign(begin(), end());
    if (sign.what == Foreign::none && (left() >= enough || *begin() == ',')) return false;
  } while ((sign.what == Foreign::none || sign.end == nullptr) && left() <= options_.item_limit &&
           need(batch));
  if (full_ || sign.what == Foreign::none) return false;
  const std::string_view variant = variant_of(sign.what);
  if (state_ == State::members) {
    mistake(batch, place_, variant);
  } else if (const auto bit = 1U << static_cast<unsigned>(sign.what); (foreign_told_ & bit) == 0) {
    foreign_told_ |= bit;
    Fault found = fault_between(variant);
    fault(batch, found.rule, std::move(found.variant));
  }
  const char* const stop = sign.end == nullptr ? end() : sign.end;
  if (state_ == State::members) object_->text.append(begin(), stop);
  consume(stop);
  if (state_ == State::elements && sign.what == Foreign::semicolon) {
    object_->expects_comma = false;
    object_->after_comma = false;
  }
  return true;
}

}  // namespace edca::json
