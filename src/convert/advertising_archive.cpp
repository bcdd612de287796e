#include "base/session.hpp"
#include "convert/advertising.hpp"
#include "convert/archive_packer.hpp"
#include "edca/error.hpp"
#include "io/output.hpp"

namespace edca::convert {
namespace {

/// One run.
class Packing {
 public:
  Packing(io::Output& output, items::RunLog& log, const Session& session)
      : packer_(output), log_(log), session_(session) {}

  void file(const advertising::TableFile& file) {
    packer_.begin(*file.table, file.headings, fits(file));
    const items::FileRun done = items::read_file(
        file, log_, [this] { return cancelled(); },
        [&](const advertising::TableRows& rows, advertising::Teller&) {
          packer_.row(rows.cells());
          return true;
        });
    packer_.end();
    figures_.rows += done.rows;
    figures_.refused += done.refused;
  }
  void finish() { packer_.finish(); }

  bool cancelled() {
    cancelled_ = cancelled_ || base::cancelled(session_);
    return cancelled_;
  }
  const items::FileRun& figures() const { return figures_; }

 private:
  /// Whether all letters of a file are of Windows-1252. If not, it stays UTF-8, and that is told.
  bool fits(const advertising::TableFile& file) {
    bool fitting = packer_.fits({file.headings.begin(), file.headings.end()});
    try {
      advertising::TableRows rows(file);
      while (fitting && rows.next() && !rows.unclosed() && !cancelled())
        fitting = packer_.fits(rows.cells());
    } catch (const io::InputFault&) {
      // The second reading tells.
    }
    if (!fitting) {
      Finding finding = items::RunLog::make_general("advertising.encoding-mixed");
      finding.file = file.input.name;
      log_.add(finding);
    }
    return fitting;
  }

  ArchivePacker packer_;
  items::RunLog& log_;
  const Session& session_;
  items::FileRun figures_;
  bool cancelled_ = false;
};

}  // namespace

ConvertSummary AdvertisingToArchive::run(const std::vector<std::string>& inputs,
                                         const ConversionOutput& output, FindingSink& sink,
                                         const Session& session) const {
  if (!output.target.ends_with(".zip"))
    throw Error(ErrorKind::usage, "convert.archive-target", {{"path", output.target}});
  items::RunLog log(sink);
  io::Output file(output.target, output.overwrite);
  const auto archives = archives_of(inputs, read_, output.target, log);
  Packing packing(file, log, session);
  for (const advertising::Archive& archive : archives) {
    for (const advertising::TableFile& each : archive.files)
      if (each.table != nullptr && !packing.cancelled()) packing.file(each);
  }
  if (!packing.cancelled() && !archives.empty()) {
    packing.finish();
    file.commit();
  }
  return summary_of(log, packing.figures(), packing.cancelled());
}

}  // namespace edca::convert
