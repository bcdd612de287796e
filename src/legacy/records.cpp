#include "legacy/records.hpp"

#include <algorithm>

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
    const std::size_t found = buffer_.find('\n', look);
    if (found != std::string::npos) {
      end = found;
      after = found + 1;
      break;
    }
    if (ended_) {
      if (from >= buffer_.size()) return false;
      end = after = buffer_.size();
      break;
    }
    if (buffer_.size() - from > most_bytes) {
      throw io::InputFault("input.unreadable", "csv-record",
                           {{"line", std::to_string(line_)}, {"mib", "4"}});
    }
    look = buffer_.size();
    buffer_.resize(look + block);
    const std::size_t got = source_->read(buffer_.data() + look, block);
    buffer_.resize(look + got);
    ended_ = got == 0;
  }
  if (end > from && buffer_[end - 1] == '\r') --end;
  return true;
}

bool CsvRecords::begins_record(std::size_t at) const {
  std::string_view text = std::string_view(buffer_).substr(at);
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
  const std::string_view text = std::string_view(buffer_).substr(start_, end - start_);
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
    const bool closed =
        split(std::string_view(buffer_).substr(start_, end - start_), true, record.cells);
    if (closed && expected_.fields != 0 && record.cells.size() > expected_.fields &&
        !expected_.fits(record.cells.size()))
      break;
    if (closed && expected_.fits(record.cells.size())) {
      const bool damaged = lines > 1 && (bare_break_ || bare_quote_);
      if (damaged && !is_joined(record, end)) break;
      // Proving it split other texts.
      if (damaged)
        split(std::string_view(buffer_).substr(start_, end - start_), true, record.cells);
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

bool CsvRecords::next(Record& record) {
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  if (start_ > block) {
    buffer_.erase(0, start_);
    start_ = 0;
  }
  std::size_t end = 0;
  std::size_t after = 0;
  for (;;) {
    if (!find_line(start_, end, after)) return false;
    if (row_ == 0 && buffer_.starts_with(mark) && start_ == 0) {
      start_ = mark.size();
      continue;
    }
    const bool says_delimiter =
        row_ == 0 && end - start_ == 5 && buffer_.compare(start_, 4, "sep=") == 0;
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
  const std::string_view line = std::string_view(buffer_).substr(start_, end - start_);
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
  for (const sheets::Cell& cell : row->cells) record.cells.push_back(cell.text);
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
