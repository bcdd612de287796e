#include "sheets/csv_reader.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace edca::sheets {
namespace {

constexpr std::size_t block_bytes = std::size_t{256} << 10;

}  // namespace

/// Reads on; false at the end of the text.
bool CsvReader::fill() {
  if (ended_) return false;
  if (start_ > 0) {
    buffer_.erase(0, start_);
    passed_ += start_;
    next_ -= start_;
    end_ -= start_;
    start_ = 0;
  }
  const std::size_t before = buffer_.size();
  if (before > form_.most_bytes) {
    throw io::InputFault(
        "input.unreadable", "csv-record",
        {{"line", std::to_string(line_)}, {"mib", std::to_string(form_.most_bytes >> 20)}});
  }
  buffer_.resize(before + std::max(block_bytes, before));
  const std::size_t read = source_->read(buffer_.data() + before, buffer_.size() - before);
  buffer_.resize(before + read);
  ended_ = read == 0;
  return !ended_;
}

/// Looks for the end of the record that begins at start_; false where the text has none.
bool CsvReader::find_end() {
  enum class State { begin, plain, quoted, closing } state = State::begin;
  next_line_ = line_;
  for (next_ = start_; next_ < buffer_.size() || fill(); ++next_) {
    const char c = buffer_[next_];
    if (c == '\n') ++next_line_;
    if (state == State::quoted) {
      if (c == '"') state = State::closing;
    } else if (c == '\n' || c == '\r') {
      end_ = next_;
      pass_line_break();
      return true;
    } else if (c == form_.delimiter) {
      state = State::begin;
    } else if (c == '"' && state != State::plain) {
      state = State::quoted;
    } else {
      state = State::plain;
    }
  }
  end_ = next_;
  unclosed_ = state == State::quoted;
  return end_ > start_;
}

void CsvReader::pass_line_break() {
  const bool carriage = buffer_[next_] == '\r';
  ++next_;
  if (!carriage) return;
  ++next_line_;
  if ((next_ < buffer_.size() || fill()) && buffer_[next_] == '\n') ++next_;
}

/// Takes the fields of the record apart, those in quotes where they stand.
void CsvReader::split(std::vector<std::string_view>& fields) {
  fields.clear();
  char* const data = buffer_.data();
  for (std::size_t at = start_;; ++at) {
    if (at == end_ || data[at] != '"') {
      const void* found = at == end_ ? nullptr : std::memchr(data + at, form_.delimiter, end_ - at);
      const std::size_t stop =
          found == nullptr ? end_
                           : static_cast<std::size_t>(static_cast<const char*>(found) - data);
      fields.emplace_back(data + at, stop - at);
      at = stop;
    } else {
      const std::size_t first = at;
      std::size_t to = at++;
      bool quoted = true;
      for (; at < end_ && (quoted || data[at] != form_.delimiter); ++at) {
        if (quoted && data[at] == '"') {
          quoted = at + 1 < end_ && data[at + 1] == '"';
          if (!quoted) continue;
          ++at;
        }
        data[to++] = data[at];
      }
      fields.emplace_back(data + first, to - first);
    }
    if (at >= end_ || fields.size() > form_.most_fields) return;
  }
}

bool CsvReader::next(std::vector<std::string_view>& fields) {
  for (;;) {
    start_ = next_;
    line_ = next_line_;
    if (number_++ == 0) {
      while (buffer_.size() < 3 && fill()) {
      }
      if (buffer_.starts_with("\xEF\xBB\xBF")) start_ = 3;
    }
    if (!find_end()) return false;
    if (end_ > start_) break;
  }
  split(fields);
  return true;
}

}  // namespace edca::sheets
