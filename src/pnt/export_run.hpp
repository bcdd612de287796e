#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "edca/pnt.hpp"
#include "io/grouper.hpp"
#include "io/inputs.hpp"
#include "ocds/profile_choice.hpp"
#include "pnt/extra.hpp"
#include "pnt/filled.hpp"
#include "pnt/format.hpp"
#include "pnt/row_maker.hpp"
#include "process/processes.hpp"
#include "rows/values.hpp"

namespace edca::pnt {

/// What a run is asked for, checked.
struct ExportPlan {
  /// Throws as PntExporter.
  explicit ExportPlan(PntOptions given);

  PntOptions options;
  ocds::ProfileChoice choice;
  Format format;
};

/// One run: processes become rows, which are kept until their year is known, and then written.
class ExportRun {
 public:
  /// What is handed in must outlive it.
  ExportRun(const ExportPlan& plan, const Session& session, FindingSink& sink);

  PntSummary run(const io::InputList& inputs, const std::string& target, bool overwrite);

 private:
  void process(const io::Group& group, std::string_view origin, const process::Compiled& compiled);
  /// `procedure`: the row is of a procedure of which nothing came.
  void keep(Row row, std::string_view ocid, std::string_view contract, std::string_view origin,
            bool procedure);
  void add_extra(Row& row, std::string_view ocid, std::string_view contract,
                 std::string_view origin);
  void write(const std::string& target, bool overwrite);
  template <class Target>
  void each_row(Target& target);
  void tell(base::RuleId rule, std::string_view origin, std::string_view ocid, Arguments arguments);
  void tell_about(base::RuleId rule, const Column* column, std::string_view contract,
                  std::string_view origin, std::string_view ocid, Arguments arguments);
  void tell_rest();

  const ExportPlan& plan_;
  const Session& session_;
  process::Processes processes_;
  Extra extra_;
  rows::Zone zone_;
  std::unique_ptr<io::Grouper> rows_;
  std::map<std::string, std::uint64_t> years_;  ///< rows of each
  std::uint64_t kept_ = 0;
  std::uint64_t other_method_ = 0;
  std::string other_ocid_;  ///< the first of these
  std::string other_origin_;
  std::string year_;  ///< that the file is of
  PntSummary summary_;
};

}  // namespace edca::pnt
