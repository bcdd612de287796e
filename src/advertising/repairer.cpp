#include "advertising/repairer.hpp"

#include <deque>
#include <memory>

#include "advertising/csv_row.hpp"
#include "advertising/mend.hpp"
#include "advertising/row_fit.hpp"
#include "advertising/teller.hpp"
#include "base/md5.hpp"

namespace edca::advertising {
namespace {

constexpr std::size_t piece_bytes = std::size_t{64} << 10;

/// Takes a text in pieces and adds them up.
class Out {
 public:
  explicit Out(const std::function<void(std::string_view)>& write) : write_(write) {}
  std::string& text() { return text_; }
  void flush(std::size_t least) {
    if (text_.size() < least) return;
    sum_.add(text_);
    write_(text_);
    text_.clear();
  }
  std::string finish() {
    flush(1);
    return sum_.finish();
  }

 private:
  const std::function<void(std::string_view)>& write_;
  std::string text_;
  base::Md5 sum_;
};

class FileRepair {
 public:
  FileRepair(const TableFile& file, Listener& listener,
             const std::function<void(std::string_view)>& write)
      : file_(file), teller_(file, listener), listener_(listener), out_(write) {}

  Repaired run() {
    Repaired result;
    result.facts.kind = file_.table->name;
    result.facts.lineage = name(file_.lineage);
    result.facts.encoding = name(file_.facts.encoding);
    result.facts.read = true;
    form();
    try {
      TableRows rows(file_);
      out_.text().reserve(piece_bytes * 2);
      append_row(rows.cells(), out_.text());
      result.whole = true;
      while (result.whole && rows.next() && !listener_.cancelled()) {
        ++result.facts.rows;
        teller_.row(rows);
        result.whole = row(rows);
      }
    } catch (const io::InputFault& fault) {
      result.whole = false;
      teller_.tell_fault(fault);
    }
    result.md5 = out_.finish();
    return result;
  }

 private:
  /// How the file is written.
  void form() {
    if (file_.facts.encoding != sheets::TextEncoding::utf8) {
      teller_.tell_heading("repair.encoding/table", nowhere,
                           {{"encoding", std::string(name(file_.facts.encoding))}});
    } else if (begins_with_mark()) {
      teller_.tell_heading("repair.bom", nowhere);
    }
    if (file_.facts.delimiter == ',' && !file_.facts.says_delimiter) return;
    const bool tab = file_.facts.delimiter == '\t';
    teller_.tell_heading("repair.encoding/delimiter", nowhere,
                         {{"delimiter", tab ? "\\t" : std::string(1, file_.facts.delimiter)}});
  }

  bool begins_with_mark() const {
    try {
      char bytes[3] = {};
      const auto source = io::open(file_.input, {});
      return source->read(bytes, sizeof bytes) == 3 && std::string_view(bytes, 3) == "\xEF\xBB\xBF";
    } catch (const io::InputFault&) {
      return false;
    }
  }

  /// False where the row cannot be read whole.
  bool row(const TableRows& rows) {
    if (rows.unclosed() || rows.cells().size() > most_columns) {
      teller_.tell(rows.unclosed() ? base::RuleId("advertising.quote")
                                   : base::RuleId("advertising.row-width"),
                   nowhere,
                   {{"cells", std::to_string(rows.cells().size())},
                    {"headings", std::to_string(file_.headings.size())}});
      return false;
    }
    cells_ = rows.cells();
    if (auto meant = meant_row(file_, cells_)) {
      std::string old;
      append_row(cells_, old);
      cells_ = std::move(meant->cells);
      const bool joined = meant->joined != nullptr;
      if (joined) broken_ = std::move(meant->joined);
      std::string now;
      append_row(cells_, now);
      old.pop_back();
      now.pop_back();
      teller_.tell_change(
          joined ? base::RuleId("repair.text/joined") : base::RuleId("repair.trim/row"), nowhere,
          old, now);
    }
    // A row that is not understood stays as it is.
    if (cells_.size() == file_.headings.size() && misfits(file_, cells_, 0).count < 2) mend();
    append_row(cells_, out_.text());
    out_.flush(piece_bytes);
    texts_.clear();
    return true;
  }

  void mend() {
    for (std::size_t column = 0; column < cells_.size(); ++column) {
      if (file_.fields[column] == nowhere) continue;
      const Field& field = file_.table->fields[file_.fields[column]];
      auto mended = mended_cell(field, cells_[column]);
      if (!mended) continue;
      teller_.tell_change(mended->rule, column, cells_[column], mended->text);
      cells_[column] = texts_.emplace_back(std::move(mended->text));
    }
  }

  const TableFile& file_;
  Teller teller_;
  Listener& listener_;
  Out out_;
  Cells cells_;
  std::unique_ptr<std::string> broken_;  ///< a text of the row that was put together again
  std::deque<std::string> texts_;        ///< of the row, which stay where they are
};

/// The bytes of a file as they are.
Repaired copy(const TableFile& file, Listener& listener,
              const std::function<void(std::string_view)>& write) {
  Repaired result;
  result.facts.kind = "other";
  result.facts.encoding = name(file.facts.encoding);
  result.facts.read = true;
  Out out(write);
  try {
    const auto source = io::open(file.input, {});
    for (;;) {
      std::string& text = out.text();
      text.resize(piece_bytes);
      text.resize(source->read(text.data(), text.size()));
      if (text.empty()) break;
      out.flush(1);
    }
    result.whole = true;
  } catch (const io::InputFault& fault) {
    Teller(file, listener).tell_fault(fault);
  }
  result.md5 = out.finish();
  return result;
}

}  // namespace

Repaired repair(const TableFile& file, Listener& listener,
                const std::function<void(std::string_view)>& write) {
  if (file.table == nullptr) return copy(file, listener, write);
  return FileRepair(file, listener, write).run();
}

}  // namespace edca::advertising
