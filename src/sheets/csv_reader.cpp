#include "sheets/csv_reader.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace edca::sheets {
namespace {

constexpr std::size_t block_bytes = std::size_t{256} << 10;

}  // namespace

CsvReader::CsvReader(std::unique_ptr<io::Source> source, const CsvForm& form)
    : source_(std::move(source)), form_(form), scan_({'"', '\n', '\r', form.delimiter}) {
  for (const char c : {'\n', '\r', form.delimiter}) ends_[static_cast<unsigned char>(c)] = true;
}

/// Reads on; false at the end of the text.
bool CsvReader::fill() {
  if (ended_) return false;
  scanned_ = false;
  if (start_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + start_, filled_ - start_);
    filled_ -= start_;
    passed_ += start_;
    next_ -= start_;
    end_ -= start_;
    start_ = 0;
  }
  if (filled_ > form_.most_bytes) {
    throw io::InputFault(
        "input.unreadable", "csv-record",
        {{"line", std::to_string(line_)}, {"mib", std::to_string(form_.most_bytes >> 20)}});
  }
  const std::size_t room = std::max(block_bytes, filled_);
  if (buffer_.size() < filled_ + room) buffer_.resize(filled_ + room);
  const std::size_t read = source_->read(buffer_.data() + filled_, room);
  filled_ += read;
  ended_ = read == 0;
  return !ended_;
}

/// Gives the fields of the record that begins at start_ where it lies in the buffer with some bytes
/// more behind it, as nearly all do. Else nothing is changed, and find_end() has to be asked.
bool CsvReader::find_quickly(std::vector<std::string_view>& fields) {
  const char* const data = buffer_.data();
  if (!scanned_) scan_.begin(data, filled_, start_);
  scanned_ = false;
  fields.clear();
  odd_.clear();
  std::uint64_t breaks = 0;
  for (std::size_t at = start_;;) {
    std::size_t end = scan_.next();
    std::size_t closing = SignScan::none;
    bool odd = false;
    if (end == at && data[at] == '"') {
      closing = find_closing(odd, breaks);
      if (closing == SignScan::none) return false;
      end = scan_.next();
      odd = odd || end != closing + 1;
    }
    while (end != SignScan::none && data[end] == '"') end = scan_.next();
    if (end == SignScan::none) return false;
    if (fields.size() <= form_.most_fields) {
      const bool inner = closing != SignScan::none && !odd;
      if (odd) odd_.push_back(fields.size());
      fields.emplace_back(data + at + (inner ? 1 : 0), end - at - (inner ? 2 : 0));
    }
    if (data[end] != form_.delimiter) return pass_end(end, breaks) && (join_odd(fields), true);
    at = end + 1;
  }
}

/// From behind a quote to the one that closes it; `none` where the buffer may end before.
std::size_t CsvReader::find_closing(bool& doubled, std::uint64_t& breaks) {
  const char* const data = buffer_.data();
  for (;;) {
    const std::size_t at = scan_.next();
    if (at == SignScan::none) return at;
    if (data[at] == '\n') ++breaks;
    if (data[at] != '"') continue;
    // Whatever stands behind the last byte: then the next sign is not found either.
    if (data[at + 1] != '"') return at;
    doubled = true;
    if (scan_.next() == SignScan::none) return SignScan::none;
  }
}

/// Goes behind the line break that ends a record; false where more of it may follow the buffer.
bool CsvReader::pass_end(std::size_t end, std::uint64_t breaks) {
  const char* const data = buffer_.data();
  std::size_t next = end + 1;
  if (data[end] == '\r') {
    if (next == filled_) return false;
    if (data[next] == '\n' && scan_.next() != next++) return false;
  }
  unclosed_ = false;
  scanned_ = true;
  end_ = end;
  next_ = next;
  next_line_ = line_ + breaks + 1;
  return true;
}

/// Puts the fields together that have quotes in them.
void CsvReader::join_odd(std::vector<std::string_view>& fields) {
  for (const std::size_t at : odd_) {
    const auto first = static_cast<std::size_t>(fields[at].data() - buffer_.data()) - start_;
    fields[at] = joined({first, first + fields[at].size(), Field::Form::odd});
  }
}

/// Looks for the fields and the end of the record that begins at start_; false where the text has
/// none.
bool CsvReader::find_end() {
  fields_.clear();
  next_line_ = line_;
  next_ = start_;
  for (;;) {
    Field field{next_ - start_, 0, Field::Form::plain};
    const bool quoted = more() && buffer_[next_] == '"';
    unclosed_ = quoted && !pass_quoted(field);
    if (!unclosed_) {
      const std::size_t closed = next_ - start_;
      pass_plain();
      if (quoted && next_ - start_ != closed) field.form = Field::Form::odd;
    }
    field.last = next_ - start_;
    // One more than may be is enough to tell.
    if (fields_.size() <= form_.most_fields) fields_.push_back(field);
    end_ = next_;
    if (next_ == filled_) return end_ > start_;
    if (buffer_[next_] != form_.delimiter) break;
    ++next_;
  }
  if (buffer_[next_] == '\n') ++next_line_;
  pass_line_break();
  return true;
}

/// From a quote to behind the one that closes it; false where the text ends before.
bool CsvReader::pass_quoted(Field& field) {
  field.form = Field::Form::quoted;
  ++next_;
  for (;;) {
    const char* const from = buffer_.data() + next_;
    const std::size_t left = filled_ - next_;
    const void* const found = left == 0 ? nullptr : std::memchr(from, '"', left);
    const std::size_t size =
        found == nullptr ? left : static_cast<std::size_t>(static_cast<const char*>(found) - from);
    // Hardly any has a line break.
    if (size > 0 && std::memchr(from, '\n', size) != nullptr)
      next_line_ += static_cast<std::uint64_t>(std::count(from, from + size, '\n'));
    next_ += size;
    if (found == nullptr) {
      if (fill()) continue;
      field.form = Field::Form::odd;
      return false;
    }
    ++next_;
    if (!more() || buffer_[next_] != '"') return true;
    field.form = Field::Form::odd;
    ++next_;
  }
}

/// To what ends a field.
void CsvReader::pass_plain() {
  do {
    const char* const data = buffer_.data();
    const std::size_t size = filled_;
    std::size_t at = next_;
    while (at < size && !ends_[static_cast<unsigned char>(data[at])]) ++at;
    next_ = at;
  } while (next_ == filled_ && fill());
}

void CsvReader::pass_line_break() {
  const bool carriage = buffer_[next_] == '\r';
  ++next_;
  if (!carriage) return;
  ++next_line_;
  if ((next_ < filled_ || fill()) && buffer_[next_] == '\n') ++next_;
}

/// The fields where they stand, without their quotes.
void CsvReader::give(std::vector<std::string_view>& fields) {
  fields.resize(fields_.size());
  const char* const data = buffer_.data() + start_;
  std::string_view* given = fields.data();
  for (const Field& field : fields_) {
    if (field.form == Field::Form::plain) {
      *given++ = {data + field.first, field.last - field.first};
    } else if (field.form == Field::Form::quoted) {
      *given++ = {data + field.first + 1, field.last - field.first - 2};
    } else {
      *given++ = joined(field);
    }
  }
}

/// A field with quotes in it, put together in its own place.
std::string_view CsvReader::joined(const Field& field) {
  char* const data = buffer_.data() + start_;
  std::size_t to = field.first;
  bool quoted = true;
  for (std::size_t at = field.first + 1; at < field.last; ++at) {
    if (quoted && data[at] == '"') {
      quoted = at + 1 < field.last && data[at + 1] == '"';
      if (!quoted) continue;
      ++at;
    }
    data[to++] = data[at];
  }
  return {data + field.first, to - field.first};
}

bool CsvReader::next(std::vector<std::string_view>& fields) {
  for (;;) {
    start_ = next_;
    line_ = next_line_;
    if (number_++ == 0) {
      while (filled_ < 3 && fill()) {
      }
      if (std::string_view(buffer_.data(), filled_).starts_with("\xEF\xBB\xBF")) start_ = 3;
    }
    if (find_quickly(fields)) {
      if (end_ > start_) return true;
      continue;
    }
    if (!find_end()) return false;
    if (end_ > start_) break;
  }
  give(fields);
  return true;
}

}  // namespace edca::sheets
