#include "edca/pnt.hpp"

#include <utility>

#include "edca/error.hpp"
#include "io/inputs.hpp"
#include "pnt/export_run.hpp"
#include "pnt/import_run.hpp"
#include "rows/inputs.hpp"
#include "rows/values.hpp"

namespace edca {

PntImporter::PntImporter(LegacyOptions options) : options_(std::move(options)) {
  if (options_.prefix.empty()) throw Error(ErrorKind::usage, "convert.no-prefix");
  static_cast<void>(rows::Zone(options_.read.tables.timezone));
}

LegacySummary PntImporter::run(const std::vector<std::string>& inputs,
                               const LegacyConverter::Write& write, FindingSink& sink,
                               const Session& session) const {
  return pnt::ImportRun(options_, session, sink).run(io::expand(inputs), write);
}

struct PntExporter::Parts {
  explicit Parts(PntOptions options) : plan(std::move(options)) {}
  pnt::ExportPlan plan;
};

PntExporter::PntExporter(PntOptions options) : parts_(new Parts(std::move(options))) {}
PntExporter::~PntExporter() = default;
PntExporter::PntExporter(PntExporter&&) noexcept = default;
PntExporter& PntExporter::operator=(PntExporter&&) noexcept = default;

PntSummary PntExporter::run(const std::vector<std::string>& inputs, const std::string& target,
                            bool overwrite, FindingSink& sink, const Session& session) const {
  const PntOptions& options = parts_->plan.options;
  const ReadOptions& read = options.read;
  io::keep_apart(
      {inputs,
       {options.extra, options.answer},
       {target, options.state, options.payload ? pnt_update_path(target) : std::string()}});
  return pnt::ExportRun(parts_->plan, session, sink)
      .run(rows::expand(inputs, read, session.temporary_folder), target, overwrite);
}

}  // namespace edca
