#include "tables/advertising_tables.hpp"

#include "convert/advertising.hpp"
#include "convert/advertising_inputs.hpp"
#include "tables/plain_target.hpp"

namespace edca::convert {

ConvertSummary AdvertisingToTables::run(const std::vector<std::string>& inputs,
                                        const ConversionOutput& output, FindingSink& sink,
                                        const Session& session) const {
  items::RunLog log(sink);
  const auto target =
      tables::plain_target(output.target, output.overwrite, session.temporary_folder);
  const auto archives = archives_of(inputs, read_, output.target, log);
  const tables::AdvertisingFigures figures =
      tables::AdvertisingTables(archives, log, session).run(*target);
  return summary_of(log, {figures.rows, figures.refused}, figures.cancelled);
}

}  // namespace edca::convert
