#include "tables/advertising_tables.hpp"

#include "convert/advertising.hpp"
#include "tables/names.hpp"
#include "tables/plain_target.hpp"

namespace edca::convert {
namespace {

/// The files that are made in a folder must not be those that are read.
void refuse_written(const std::vector<advertising::Archive>& archives, const std::string& folder) {
  tables::ResourceNames names;
  io::InputList read;
  std::vector<std::string> written = {folder + "/datapackage.json"};
  for (const advertising::Archive& archive : archives) {
    for (const advertising::TableFile& file : archive.files) {
      read.inputs.push_back(file.input);
      if (file.table != nullptr)
        written.push_back(folder + "/" + names.name(tables::in_small_letters(file.table->name)) +
                          ".csv");
    }
  }
  io::refuse_inputs(written, read);
}

}  // namespace

std::vector<advertising::Archive> archives_of(const std::vector<std::string>& inputs,
                                              const ReadOptions& read, const std::string& target,
                                              items::RunLog& log) {
  io::InputList list = io::expand(inputs);
  if (!target.empty()) io::refuse_inputs({target}, list);
  return items::take_exports(list, read, log);
}

ConvertSummary summary_of(items::RunLog& log, const items::FileRun& figures, bool cancelled) {
  log.finish();
  return {log.summary(), figures.rows, figures.refused, cancelled};
}

ConvertSummary AdvertisingToTables::run(const std::vector<std::string>& inputs,
                                        const ConversionOutput& output, FindingSink& sink,
                                        const Session& session) const {
  items::RunLog log(sink);
  const auto target =
      tables::plain_target(output.target, output.overwrite, session.temporary_folder);
  const auto archives = archives_of(inputs, read_, output.target, log);
  refuse_written(archives, output.target);
  const tables::AdvertisingFigures figures =
      tables::AdvertisingTables(archives, log, session).run(*target);
  return summary_of(log, {figures.rows, figures.refused}, figures.cancelled);
}

}  // namespace edca::convert
