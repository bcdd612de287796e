#include "legacy/records.hpp"

#include <algorithm>
#include <cstring>

#include "rows/values.hpp"

namespace edca::legacy {
namespace {

constexpr std::size_t block = std::size_t{256} << 10;
constexpr std::size_t most_bytes = std::size_t{4} << 20;   ///< of one line
constexpr std::size_t most_joined = std::size_t{1} << 20;  ///< of a record of several

}  // namespace

/// The end of the line at a place, and where the next one begins; false where there is none.
bool CsvRecords::find_line(std::size_t from, std::size_t& end, std::size_t& after) {
  for (std::size_t look = from;;) {
    const std::size_t found = kept().find('\n', look);
    if (found != std::string::npos) {
      end = found;
      after = found + 1;
      break;
    }
    if (ended_) {
      if (from >= filled_) return false;
      end = after = filled_;
      break;
    }
    if (filled_ - from > most_bytes) {
      throw io::InputFault("input.unreadable", "csv-record",
                           {{"line", std::to_string(line_)}, {"mib", "4"}});
    }
    look = filled_;
    if (buffer_.size() < filled_ + block) buffer_.resize(filled_ + block);
    const std::size_t got = source_->read(buffer_.data() + filled_, block);
    filled_ += got;
    ended_ = got == 0;
  }
  if (end > from && buffer_[end - 1] == '\r') --end;
  return true;
}

bool CsvRecords::begins_record(std::size_t at) const {
  std::string_view text = kept().substr(at);
  const bool quote = text.starts_with('"');
  if (quote) text.remove_prefix(1);
  return std::ranges::any_of(expected_.begins, [&](const std::string& each) {
    if (!text.starts_with(each)) return false;
    std::string_view rest = text.substr(each.size());
    if (quote && rest.starts_with('"')) rest.remove_prefix(1);
    return rest.starts_with(delimiter_);
  });
}

/// A field that begins with a quote at a place; answers where it ends. A quote within it that is
/// neither doubled nor at the end of the field is a sign like others.
std::size_t CsvRecords::quoted(std::string_view text, std::size_t at, std::string_view& field,
                               bool& closed) {
  std::string* copy = nullptr;
  std::size_t from = at + 1;
  for (std::size_t next = from;; ++next) {
    next = text.find('"', next);
    if (next == std::string_view::npos) {
      closed = false;
      return text.size();
    }
    const std::size_t behind = next + 1;
    if (behind == text.size() || text[behind] == delimiter_) {
      if (copy == nullptr) {
        field = text.substr(from, next - from);
      } else {
        field = copy->append(text.substr(from, next - from));
      }
      return behind;
    }
    if (text[behind] != '"') {
      bare_quote_ = true;
      continue;
    }
    if (copy == nullptr) copy = &unescaped_.emplace_back();
    copy->append(text.substr(from, behind - from));
    from = behind + 1;
    next = behind;
  }
}

/// False where a quote is not closed.
bool CsvRecords::split(std::string_view text, bool quotes, std::vector<std::string_view>& fields) {
  quotes = quotes && quotes_;
  fields.clear();
  unescaped_.clear();
  bare_break_ = false;
  bare_quote_ = false;
  bool closed = true;
  for (std::size_t at = 0;;) {
    std::size_t end = 0;
    if (quotes && at < text.size() && text[at] == '"') {
      std::string_view field;
      end = quoted(text, at, field, closed);
      fields.push_back(field);
    } else {
      end = std::min(text.find(delimiter_, at), text.size());
      fields.push_back(text.substr(at, end - at));
      bare_break_ = bare_break_ || fields.back().find('\n') != std::string_view::npos;
    }
    if (end >= text.size()) return closed;
    at = end + 1;
  }
}

/// Whether a line may be a record, or the beginning of one.
bool CsvRecords::stands_alone(std::string_view line) {
  std::vector<std::string_view> cells;
  split(line, true, cells);
  if (expected_.fits(cells.size())) return true;
  return cells.size() < expected_.fields && expected_.shape->proves(cells);
}

/// Whether several lines that were split last are one record for sure: what stands behind the line
/// breaks looks as it should, and no line could be a record of its own.
bool CsvRecords::is_joined(const Record& record, std::size_t end) {
  const RowShape* const shape = expected_.shape;
  if (shape == nullptr) return false;
  bool broken = false;
  bool told = false;
  for (std::size_t at = 0; at < record.cells.size(); ++at) {
    const std::string_view cell = record.cells[at];
    const bool breaks = cell.find('\n') != std::string_view::npos;
    if (!shape->fits(at, cell) || (breaks && shape->tells(at))) return false;
    if (breaks) told = false;
    broken = broken || breaks;
    told = told ||
           (broken && !breaks && shape->tells(at) && !edca::rows::without_spaces(cell).empty());
  }
  if (!told) return false;
  const std::string_view text = kept().substr(start_, end - start_);
  for (std::size_t line = text.find('\n'); line != std::string_view::npos;) {
    const std::size_t next = text.find('\n', line + 1);
    if (stands_alone(
            text.substr(line + 1, next == std::string_view::npos ? next : next - line - 1)))
      return false;
    line = next;
  }
  return true;
}

/// A record from start_ on, of one line or of several; false where the first line is none.
bool CsvRecords::collect(Record& record) {
  std::size_t end = 0;
  std::size_t after = start_;
  for (std::size_t lines = 1; lines <= patience_; ++lines) {
    const std::size_t line = after;
    const bool more = find_line(line, end, after);
    if (!more || (lines > 1 && begins_record(line))) break;
    const bool closed = split(kept().substr(start_, end - start_), true, record.cells);
    if (closed && expected_.fields != 0 && record.cells.size() > expected_.fields &&
        !expected_.fits(record.cells.size()))
      break;
    if (closed && expected_.fits(record.cells.size())) {
      const bool damaged = lines > 1 && (bare_break_ || bare_quote_);
      if (damaged && !is_joined(record, end)) break;
      // Proving it split other texts.
      if (damaged) split(kept().substr(start_, end - start_), true, record.cells);
      record.reading = damaged ? Reading::joined : Reading::whole;
      start_ = after;
      line_ += lines;
      if (lines > 1) patience_ = most_lines;
      return true;
    }
    if (after - start_ > most_joined) break;
  }
  // Where nothing fits again and again, less is tried.
  patience_ = std::max<std::size_t>(patience_ / 2, 2);
  return false;
}

/// From behind a quote to the one that closes its field; `none` where it is not sure in this line,
/// or the buffer may end before.
std::size_t CsvRecords::find_closing(bool& doubled) {
  const char* const data = buffer_.data();
  for (;;) {
    const std::size_t at = scan_.next();
    if (at == sheets::SignScan::none || data[at] == '\n') return sheets::SignScan::none;
    if (data[at] != '"') continue;
    // Whatever stands behind the last byte: then the next sign is not found either.
    if (data[at + 1] != '"') return at;
    doubled = true;
    if (scan_.next() == sheets::SignScan::none) return sheets::SignScan::none;
  }
}

/// Makes one quote of two, in their own place.
void CsvRecords::join_quotes(std::string_view& cell) {
  char* const data = buffer_.data() + (cell.data() - buffer_.data());
  std::size_t size = 0;
  for (std::size_t at = 0; at < cell.size(); ++at) {
    data[size++] = cell[at];
    if (cell[at] == '"') ++at;
  }
  cell = {data, size};
}

/// The record from start_ on where it is one line that fits and lies in the buffer with some bytes
/// more behind it, as nearly all do. Else nothing is changed.
bool CsvRecords::read_quickly(Record& record) {
  constexpr std::size_t none = sheets::SignScan::none;
  const char* const data = buffer_.data();
  if (!scanned_) scan_.begin(data, filled_, start_);
  doubled_.clear();
  std::size_t count = 0;
  for (std::size_t at = start_;;) {
    std::size_t end = scan_.next();
    std::size_t first = at;
    std::size_t last = none;
    if (quotes_ && end == at && data[at] == '"') {
      bool doubled = false;
      last = find_closing(doubled);
      end = last == none ? none : scan_.next();
      if (end == none) return false;
      const bool carriage = end == last + 2 && data[last + 1] == '\r' && data[end] == '\n';
      if (end != last + 1 && !carriage) return false;
      if (doubled) doubled_.push_back(count);
      ++first;
    } else {
      while (end != none && data[end] == '"') end = scan_.next();
      if (end == none) return false;
      const bool carriage = data[end] == '\n' && end > at && data[end - 1] == '\r';
      last = end - (carriage ? 1 : 0);
    }
    if (count == record.cells.size()) record.cells.resize(count + 64);
    record.cells[count++] = {data + first, last - first};
    if (data[end] == '\n') {
      if (!expected_.fits(count)) return false;
      start_ = end + 1;
      break;
    }
    at = end + 1;
  }
  record.cells.resize(count);
  for (const std::size_t each : doubled_) join_quotes(record.cells[each]);
  record.row = ++row_;
  record.line = line_++;
  record.reading = Reading::whole;
  scanned_ = true;
  return true;
}

bool CsvRecords::next(Record& record) {
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  if (start_ > block) {
    filled_ -= start_;
    std::memmove(buffer_.data(), buffer_.data() + start_, filled_);
    start_ = 0;
    scanned_ = false;
  }
  const bool filled =
      row_ > 0 && start_ < filled_ && buffer_[start_] != '\n' && buffer_[start_] != '\r';
  if (filled && read_quickly(record)) return true;
  scanned_ = false;
  std::size_t end = 0;
  std::size_t after = 0;
  for (;;) {
    if (!find_line(start_, end, after)) return false;
    if (row_ == 0 && kept().starts_with(mark) && start_ == 0) {
      start_ = mark.size();
      continue;
    }
    const bool says_delimiter =
        row_ == 0 && end - start_ == 5 && kept().compare(start_, 4, "sep=") == 0;
    if (end > start_ && !says_delimiter) break;
    ++line_;
    row_ += says_delimiter ? 0 : 1;
    start_ = after;
  }
  record.row = ++row_;
  record.line = line_;
  if (collect(record)) return true;
  // The line stands for itself, with quotes as signs like others.
  if (!find_line(start_, end, after)) return false;
  const std::string_view line = kept().substr(start_, end - start_);
  const RowShape* const shape = expected_.shape;
  const std::size_t most = std::max(expected_.fields, expected_.most);
  record.reading = Reading::commas;
  if (shape == nullptr || !split(line, true, record.cells) || bare_quote_ ||
      !narrow(record.cells, most, *shape)) {
    split(line, false, record.cells);
    record.reading = expected_.fits(record.cells.size()) ? Reading::quotes : Reading::broken;
  }
  start_ = after;
  ++line_;
  return true;
}

bool SheetRecords::next(Record& record) {
  const sheets::Row* const row = rows_->next();
  if (row == nullptr) return false;
  record.cells.clear();
  record.numbers.clear();
  for (const sheets::Cell& cell : row->cells) {
    if (cell.kind == sheets::CellKind::number)
      record.numbers.push_back(static_cast<std::uint32_t>(record.cells.size()));
    record.cells.push_back(cell.text);
  }
  while (record.cells.size() > expected_.fields && record.cells.back().empty())
    record.cells.pop_back();
  const bool wide = record.cells.size() > expected_.fields && !expected_.fits(record.cells.size());
  record.cells.resize(std::max(record.cells.size(), expected_.fields));
  record.row = row->number;
  record.line = 0;
  record.reading = wide ? Reading::broken : Reading::whole;
  return true;
}

}  // namespace edca::legacy
